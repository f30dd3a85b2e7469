using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>An authority made for a test, with the certificates that it signs.</summary>
public sealed class ConsulCertificates : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _authority = CreateAuthority();

    /// <summary>Gets the certificate of the authority, as PEM.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>Signs a certificate for an agent: it is valid for the address, <c>localhost</c>, and the name of servers in the data centre.</summary>
    /// <returns>The certificate and its key, as PEM.</returns>
    public (string Certificate, string Key) Server(IPAddress address, string dataCenter)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        names.AddDnsName("localhost");
        names.AddDnsName($"server.{dataCenter}.consul");
        return Sign($"server.{dataCenter}.consul", names);
    }

    /// <summary>Signs a certificate for a client.</summary>
    /// <returns>The certificate and its key, as PEM.</returns>
    public (string Certificate, string Key) Client(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        return Sign(name, names);
    }

    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now - Validity, now + Validity);
    }

    private (string Certificate, string Key) Sign(string name, SubjectAlternativeNameBuilder names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
