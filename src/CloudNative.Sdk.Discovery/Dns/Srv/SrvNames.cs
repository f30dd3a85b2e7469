using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Dns.Srv;

/// <summary>Makes the names that have a service's SRV records.</summary>
internal sealed class SrvNames(IOptions<DnsOptions> options, SystemNames system)
{
    /// <summary>Gets the suffix as it is now, or null where neither the configuration nor the machine has one.</summary>
    public string? Suffix => options.Value.Suffix is { Length: > 0 } given ? given.TrimEnd('.')
        : system.ReadResolvConf().Search.Count > 0 ? system.ReadResolvConf().Search[0]
        : system.ReadNamespace() is { } kubernetes ? $"{kubernetes}.svc.cluster.local"
        : null;

    /// <summary>Gets the names in the order of preference.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="reason">Where there are none, why.</param>
    public IReadOnlyList<SrvQuestion> QuestionsFor(ServiceQuery query, out string? reason)
    {
        var pattern = options.Value.SrvName;
        var hasEndpoint = SrvPattern.Has(pattern, SrvPattern.Endpoint);
        var suffix = SrvPattern.Has(pattern, SrvPattern.Suffix) ? Suffix : string.Empty;
        reason = query.Endpoint is not null && !hasEndpoint ? $"'{DnsOptions.SectionName}:{nameof(DnsOptions.SrvName)}' has no {SrvPattern.Endpoint} for '{query.Endpoint}'"
            : suffix is null ? $"'{SrvPattern.Suffix}' is not known here; set '{DnsOptions.SectionName}:{nameof(DnsOptions.Suffix)}'"
            : null;
        if (reason is not null)
        {
            return [];
        }

        // A name that is the same for every scheme says nothing about the scheme.
        var questions = !hasEndpoint || query.Endpoint is not null
            ? [new SrvQuestion(NameOf(query.Endpoint ?? string.Empty), null)]
            : query.Schemes.Select(scheme => new SrvQuestion(NameOf(scheme), scheme)).ToList();
        var wrong = questions.Find(question => !DnsName.IsValid(question.Name));
        reason = wrong is null ? null : $"'{wrong.Name}' is no DNS name";
        return wrong is null ? questions : [];

        string NameOf(string endpoint) => SrvPattern.Apply(pattern, endpoint, query.Service.TrimEnd('.'), suffix!);
    }
}
