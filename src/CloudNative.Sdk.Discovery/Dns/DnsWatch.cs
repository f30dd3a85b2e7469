using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Dns;

/// <summary>Asks again and again, as often as the lifetime of the answers says, within the bounds of the options.</summary>
internal sealed class DnsWatch(IOptions<DnsOptions> options, TimeProvider time, Random random)
{
    /// <summary>A wait is longer than the lifetime by up to this share, so that callers that began together do not ask together.</summary>
    private const double Jitter = 0.1;

    /// <summary>Follows a service.</summary>
    /// <param name="ask">Asks once.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>Each answer; the same object again where nothing has changed.</returns>
    public async IAsyncEnumerable<ServiceEndpoints> FollowAsync(Func<CancellationToken, Task<DnsState>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ServiceEndpoints? last = null;
        while (true)
        {
            var state = await ask(cancellationToken).ConfigureAwait(false);
            last = last is not null && state.Endpoints.HasSameContent(last) ? last : state.Endpoints;
            yield return last;
            await Task.Delay(WaitAfter(state), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan WaitAfter(DnsState state)
    {
        var bounds = options.Value;
        var (least, greatest) = state.Endpoints.Endpoints.Count > 0
            ? (bounds.MinTtl, bounds.MaxTtl)
            : (bounds.MinTtl < bounds.MaxNegativeTtl ? bounds.MinTtl : bounds.MaxNegativeTtl, bounds.MaxNegativeTtl);
        var ttl = state.Ttl is not { } given || given > greatest ? greatest : given < least ? least : given;
        return ttl * (1 + (Jitter * random.NextDouble()));
    }
}
