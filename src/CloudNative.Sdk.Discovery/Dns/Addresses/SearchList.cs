using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Addresses;

/// <summary>Makes whole names out of a host, in the order of <c>resolv.conf</c>.</summary>
internal static class SearchList
{
    public static IReadOnlyList<string> NamesFor(string host, ResolvConf resolvConf)
    {
        if (host.EndsWith('.'))
        {
            return [host[..^1]];
        }

        var suffixed = resolvConf.Search.Select(suffix => $"{host}.{suffix}").Where(DnsName.IsValid);
        return host.Count(c => c == '.') >= resolvConf.Ndots ? [host, .. suffixed] : [.. suffixed, host];
    }
}
