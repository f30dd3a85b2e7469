using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Addresses;

/// <summary>Asks for the addresses of both families at once.</summary>
internal sealed class AddressLookup(DnsClient client, TimeProvider time)
{
    /// <summary>How long one family waits for the other: there are name servers that never answer for AAAA (RFC 4074).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Finds the addresses of a host.</summary>
    /// <param name="name">A whole name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DnsException">Neither an address nor the absence of all is certain.</exception>
    public async Task<AddressSet> FindAsync(string name, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        DnsType[] types = Socket.OSSupportsIPv6 ? [DnsType.A, DnsType.Aaaa] : [DnsType.A];
        var halves = Array.ConvertAll(types, type => AskAsync(name, type, either.Token, cancellationToken));
        var first = await (await Task.WhenAny(halves).ConfigureAwait(false)).ConfigureAwait(false);
        if (first.Answer?.Records.Count > 0)
        {
            patience.CancelAfter(Patience);
        }

        return Joined(await Task.WhenAll(halves).ConfigureAwait(false));
    }

    private static AddressSet Joined(Half[] halves)
    {
        var found = halves.Where(half => half.Answer?.Records.Count > 0).Select(half => half.Answer!).ToList();
        if (found.Count == 0 && Array.Find(halves, half => half.Failure is not null).Failure is { } failure)
        {
            throw failure;
        }

        var answers = found.Count > 0 ? found : [.. halves.Select(half => half.Answer!)];
        return new AddressSet(
            Routes.Reachable([.. found.SelectMany(answer => answer.Records).OfType<AddressRecord>().Select(record => record.Address)]),
            answers.Min(answer => answer.Ttl));
    }

    private async Task<Half> AskAsync(string name, DnsType type, CancellationToken either, CancellationToken cancellationToken)
    {
        try
        {
            return new Half(await client.AskAsync(name, type, either).ConfigureAwait(false), null);
        }
        catch (DnsException exception)
        {
            return new Half(null, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The other family has been found, and has waited long enough.
            return default;
        }
    }

    /// <summary>What is known of one family: an answer, or why there is none.</summary>
    private readonly record struct Half(DnsAnswer? Answer, DnsException? Failure);
}
