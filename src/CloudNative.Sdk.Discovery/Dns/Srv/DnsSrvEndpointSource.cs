using CloudNative.Sdk.Discovery.Dns.Addresses;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Dns.Srv;

/// <summary>The SRV records of a service name its instances: host, port, priority and weight (RFC 2782).</summary>
internal sealed class DnsSrvEndpointSource(
    DnsClient client, AddressLookup lookup, SrvNames names, DnsWatch watch, TimeProvider time, ILogger<DnsSrvEndpointSource> logger) : IServiceEndpointSource
{
    public string Name => "DnsSrv";

    /// <summary>Every name might be in DNS, so this source is for those who ask for it.</summary>
    public bool IsConfigured => false;

    public IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, CancellationToken cancellationToken)
    {
        var targets = new SrvTargets(lookup, time, logger);
        return watch.FollowAsync(token => FindAsync(query, targets, token), cancellationToken);
    }

    private async Task<DnsState> FindAsync(ServiceQuery query, SrvTargets targets, CancellationToken cancellationToken)
    {
        if (!DnsName.IsAskable(query.Service, out var reason) || names.QuestionsFor(query, out reason) is not { Count: > 0 } questions)
        {
            return DnsState.Unknown(reason!);
        }

        TimeSpan? ttl = null;
        foreach (var question in questions)
        {
            var answer = await client.AskAsync(question.Name, DnsType.Srv, cancellationToken).ConfigureAwait(false);
            if (answer.Records.Count > 0)
            {
                return await ReadAsync(query, question, answer, targets, cancellationToken).ConfigureAwait(false);
            }

            ttl = answer.Ttl is null || answer.Ttl > ttl ? ttl : answer.Ttl;
        }

        return DnsState.Unknown($"DNS has no SRV record at {string.Join(", ", questions.Select(question => question.Name))}", ttl);
    }

    private static async Task<DnsState> ReadAsync(
        ServiceQuery query, SrvQuestion question, DnsAnswer answer, SrvTargets targets, CancellationToken cancellationToken)
    {
        var records = answer.Records.OfType<ServiceRecord>().Where(record => record.Target != DnsName.Root).ToList();
        if (records.Count == 0)
        {
            return DnsState.Known([], answer.Ttl);
        }

        var addresses = await targets.FindAsync(records, answer.Additional, cancellationToken).ConfigureAwait(false);
        var endpoints = from record in records
                        where addresses.ContainsKey(record.Target)
                        from address in addresses[record.Target].Addresses
                        select new ServiceEndpoint(address.ToString(), record.Port)
                        {
                            HostName = query.Service,
                            Priority = record.Priority,
                            Weight = record.Weight,
                            Scheme = question.Scheme,
                        };
        return DnsState.Known(endpoints, LifetimeOf(answer, records, addresses));
    }

    /// <summary>Gets the shortest lifetime; a host without an address is asked for again soon.</summary>
    private static TimeSpan? LifetimeOf(DnsAnswer answer, List<ServiceRecord> records, IReadOnlyDictionary<string, AddressSet> addresses)
    {
        var hosts = records.Select(record => addresses.TryGetValue(record.Target, out var set) ? set.Ttl ?? TimeSpan.Zero : TimeSpan.Zero).Min();
        return hosts < answer.Ttl ? hosts : answer.Ttl;
    }
}
