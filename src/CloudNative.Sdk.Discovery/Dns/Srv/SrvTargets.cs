using System.Collections.Concurrent;
using CloudNative.Sdk.Discovery.Dns.Addresses;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Dns.Srv;

/// <summary>The addresses of the hosts that SRV records name; those of one watch, not thread-safe.</summary>
/// <remarks>An address is asked for when its lifetime is over. Where that fails, the last one stays in use: the other hosts need not suffer for it.</remarks>
internal sealed class SrvTargets(AddressLookup lookup, TimeProvider time, ILogger logger)
{
    private const int MaxConcurrent = 8;

    private Dictionary<string, Known> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the addresses of hosts.</summary>
    /// <param name="records">The records that name them.</param>
    /// <param name="additional">The addresses that came along.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>By host; a host without addresses is left out.</returns>
    /// <exception cref="DnsException">Not one host has an address.</exception>
    public async Task<IReadOnlyDictionary<string, AddressSet>> FindAsync(
        IReadOnlyList<ServiceRecord> records, IReadOnlyList<AddressRecord> additional, CancellationToken cancellationToken)
    {
        var given = additional.ToLookup(record => record.Name, StringComparer.OrdinalIgnoreCase);
        var next = new ConcurrentDictionary<string, Known>(StringComparer.OrdinalIgnoreCase);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            records.Select(record => record.Target).Distinct(StringComparer.OrdinalIgnoreCase),
            parallel,
            async (target, token) => next[target] = await FindAsync(target, given[target], token).ConfigureAwait(false)).ConfigureAwait(false);
        _known = new(next, StringComparer.OrdinalIgnoreCase);
        var found = next.Where(pair => pair.Value.Set.Addresses.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value.Set, StringComparer.OrdinalIgnoreCase);
        return found.Count > 0 ? found : throw NoneFound(records[0].Name);
    }

    private async Task<Known> FindAsync(string target, IEnumerable<AddressRecord> given, CancellationToken cancellationToken)
    {
        var addresses = given.ToList();
        if (addresses.Count > 0)
        {
            return Until(new AddressSet(Routes.Reachable([.. addresses.Select(record => record.Address)]), addresses.Min(record => record.Ttl)));
        }

        var last = _known.GetValueOrDefault(target);
        var now = time.GetUtcNow();
        if (last.Expires > now)
        {
            return last with { Set = last.Set with { Ttl = last.Expires - now } };
        }

        try
        {
            return await AskAsync(target, last.Fault, cancellationToken).ConfigureAwait(false);
        }
        catch (DnsException exception)
        {
            return Faulty(target, last.Fault, exception.Message) with { Set = new AddressSet(last.Set?.Addresses ?? [], TimeSpan.Zero) };
        }
    }

    private async Task<Known> AskAsync(string target, string? lastFault, CancellationToken cancellationToken)
    {
        if (!DnsName.IsValid(target))
        {
            return Faulty(target, lastFault, "it is no DNS name");
        }

        var found = await lookup.FindAsync(target, cancellationToken).ConfigureAwait(false);
        return found.Addresses.Count > 0 ? Until(found) : Faulty(target, lastFault, "it has no address in DNS");
    }

    private Known Until(AddressSet found) => new(found, time.GetUtcNow() + (found.Ttl ?? TimeSpan.Zero), null);

    /// <summary>A host without an address is told once, not with each question.</summary>
    private Known Faulty(string target, string? lastFault, string fault)
    {
        if (fault != lastFault)
        {
            logger.TargetWithoutAddress(target, fault);
        }

        return new Known(new AddressSet([], TimeSpan.Zero), default, fault);
    }

    private DnsException NoneFound(string name)
    {
        var faults = _known.Take(3).Select(pair => $"'{pair.Key}': {pair.Value.Fault}");
        return new DnsException($"SRV {name}: none of its {_known.Count} hosts has an address. {string.Join("; ", faults)}", DnsException.NoTarget);
    }

    private readonly record struct Known(AddressSet Set, DateTimeOffset Expires, string? Fault);
}
