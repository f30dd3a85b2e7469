using System.Runtime.CompilerServices;
using CloudNative.Sdk.Discovery;

namespace CloudNative.Sdk.Benchmarks.Calls;

/// <summary>A source with so many instances that never change.</summary>
internal sealed class FixedSource(int endpoints) : IServiceEndpointSource
{
    public string Name => "Fixed";

    public async IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ServiceEndpoints([.. Enumerable.Range(0, endpoints).Select(i => new ServiceEndpoint($"10.0.{i / 250}.{i % 250}", 8080))]);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
