using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>One instance of a service: a real server that answers with its name and what it was asked.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private TestServer(WebApplication server) => _server = server;

    /// <summary>Gets <c>127.0.0.1:port</c>, or <c>localhost:port</c> with TLS.</summary>
    public string Address => new Uri(_server.Urls.Single()).Authority;

    public static async Task<TestServer> StartAsync(string name, bool tls = false, string? redirectTo = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls)
            {
                listen.UseHttps(Certificate());
            }
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var server = builder.Build();
        server.Run(context =>
        {
            if (redirectTo is not null)
            {
                context.Response.Redirect(redirectTo);
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync($"{name} {context.Request.Scheme} {context.Request.Host} {context.Request.Path}{context.Request.QueryString}");
        });
        await server.StartAsync();
        return new TestServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=instance", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
