using CloudNative.Sdk.Options;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>Adds the header of the request at hand to outgoing requests, for the services that the options name; clients get the handler only where there are any.</summary>
internal sealed class UpliftForwarding(UpliftCarrier carrier, IOptions<LogUpliftOptions> options) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        // Outermost, where the address is still the logical one.
        if (options.ValueOrNull() is { Key.Length: > 0, ForwardTo: { Count: > 0 } hosts })
        {
            builder.AdditionalHandlers.Insert(0, new Handler(carrier, [.. hosts]));
        }

        next(builder);
    };

    private sealed class Handler(UpliftCarrier carrier, string[] hosts) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.Contains(UpliftHeader.Name) && carrier.Header is { } header && request.RequestUri is { } address && Array.Exists(hosts, host => IsMeant(host, address.Host)))
            {
                request.Headers.TryAddWithoutValidation(UpliftHeader.Name, header);
            }

            return base.SendAsync(request, cancellationToken);
        }

        private static bool IsMeant(string pattern, string host) => pattern.StartsWith('*')
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
    }
}
