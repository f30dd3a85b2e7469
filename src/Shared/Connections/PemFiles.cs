using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudNative.Sdk.Connections;

/// <summary>The PEM files for TLS; each may be null.</summary>
/// <param name="Trusted">The certificates that sign the server's, instead of those that the system trusts.</param>
/// <param name="Client">The certificate that the service shows to the server.</param>
/// <param name="ClientKey">Its private key; null where it is in the same file.</param>
internal sealed record PemFiles(string? Trusted, string? Client, string? ClientKey)
{
    /// <summary>Reads the files.</summary>
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
