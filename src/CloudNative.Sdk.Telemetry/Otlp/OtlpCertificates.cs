using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>The PEM files for TLS; each may be null.</summary>
/// <param name="Trusted">The certificates that sign the server's, instead of those that the system trusts.</param>
/// <param name="Client">The certificate that the service shows to the server.</param>
/// <param name="ClientKey">Its private key.</param>
internal sealed record OtlpCertificates(string? Trusted, string? Client, string? ClientKey)
{
    public static OtlpCertificates Read(OtelConfiguration configuration, OtlpSignal signal) => new(
        configuration.OfExporter(signal, "CERTIFICATE").Value,
        configuration.OfExporter(signal, "CLIENT_CERTIFICATE").Value,
        configuration.OfExporter(signal, "CLIENT_KEY").Value);

    /// <summary>Reads the files; not before the first export, so that a missing one is a failed export and no failed start.</summary>
    /// <exception cref="CryptographicException">A file is no certificate or no key, or they do not belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void ApplyTo(SslClientAuthenticationOptions tls)
    {
        if (Client is not null)
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(Client, ClientKey)];
        }

        if (Trusted is not null)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(Trusted);
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(trusted);
            tls.CertificateChainPolicy = policy;
        }
    }
}
