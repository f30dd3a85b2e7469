using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Lets calls of one client fail, behind all its policies and handlers.</summary>
internal sealed class ChaosHandler(string client, ChaosRules rules, ChaosMetrics metrics, TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var faults = rules.Outbound;
        return faults.Length == 0 ? base.SendAsync(request, cancellationToken) : SendAsync(request, faults, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private static HttpRequestException Aborted(ChaosFault fault)
    {
        var message = $"CNS8543: the connection was broken on purpose, by {ChaosOptions.SectionName}:{nameof(ChaosOptions.Outbound)}:{fault.Name}.";
        return new HttpRequestException(HttpRequestError.ResponseEnded, message, new IOException(message, new SocketException((int)SocketError.ConnectionReset)));
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, ChaosFault fault, int status)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Version = request.Version };
        response.Headers.TryAddWithoutValidation(ChaosHeader.Name, ChaosHeader.Of(fault));
        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, KeyValuePair<OutboundChaosRule, ChaosFault>[] faults, CancellationToken cancellationToken)
    {
        foreach (var (rule, fault) in faults)
        {
            if (!IsMeant(rule, request) || fault.Draw() is not { } latency)
            {
                continue;
            }

            metrics.Hit("outbound", fault);
            await Task.Delay(latency, time, cancellationToken).ConfigureAwait(false);
            if (fault.Ends)
            {
                return fault.Status is { } status ? Answer(request, fault, status) : throw Aborted(fault);
            }
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private bool IsMeant(OutboundChaosRule rule, HttpRequestMessage request) =>
        (string.IsNullOrEmpty(rule.Client) || rule.Client.Equals(client, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(rule.Host) || rule.Host.Equals(request.RequestUri?.Host, StringComparison.OrdinalIgnoreCase));
}
