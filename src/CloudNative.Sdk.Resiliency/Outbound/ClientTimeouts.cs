using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>
/// Makes one limit of two: a <see cref="HttpClient.Timeout"/> that the application has set is the total limit of the client; where it has set none, the total limit is that of
/// the <see cref="HttpClient"/> too, which holds it for the body as well.
/// </summary>
internal sealed class ClientTimeouts(CallRegistry registry) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    private static readonly TimeSpan DefaultOfHttpClient = TimeSpan.FromSeconds(100);

    public void PostConfigure(string? name, HttpClientFactoryOptions options) => options.HttpClientActions.Add(client =>
    {
        var calls = registry.Of(name ?? string.Empty);
        if (client.Timeout != DefaultOfHttpClient)
        {
            calls.UseTotal(client.Timeout);
        }
        else
        {
            client.Timeout = calls.Policy.TotalTimeout;
        }
    });
}
