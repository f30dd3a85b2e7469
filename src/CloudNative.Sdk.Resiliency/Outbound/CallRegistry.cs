using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Knows the clients of this process and the services that they call.</summary>
internal sealed class CallRegistry(CallPolicies policies, TimeProvider time, ILogger<CallRegistry> logger) : IDisposable
{
    private readonly Func<ResiliencyOptions> _current = () => policies.Options;
    private readonly ConcurrentDictionary<string, ClientCalls> _clients = new(StringComparer.Ordinal);

    public IEnumerable<ClientCalls> Clients => _clients.Values;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public ClientCalls Of(string client) => _clients.GetOrAdd(client, name => new ClientCalls(name, _current, time, Changed));

    public void Dispose()
    {
        foreach (var target in _clients.Values.SelectMany(client => client.Targets))
        {
            target.Dispose();
        }
    }

    private void Changed(CallTarget target, BreakerState state)
    {
        switch (state)
        {
            case BreakerState.Open:
                logger.BreakerOpened(target.Client, target.Service);
                break;
            case BreakerState.Isolated:
                logger.BreakerIsolated(target.Client, target.Service);
                break;
            case BreakerState.Closed:
                logger.BreakerClosed(target.Client, target.Service);
                break;
            default:
                // A trial says nothing yet.
                break;
        }
    }
}
