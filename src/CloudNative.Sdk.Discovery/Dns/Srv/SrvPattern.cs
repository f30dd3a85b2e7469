using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Srv;

/// <summary>The pattern of the name that has a service's SRV records.</summary>
internal static class SrvPattern
{
    public const string Endpoint = "{endpoint}";
    public const string Service = "{service}";
    public const string Suffix = "{suffix}";

    /// <summary>Microsoft's convention, which is that of headless services of Kubernetes.</summary>
    public const string Default = $"_{Endpoint}._tcp.{Service}.{Suffix}";

    /// <summary>What a pattern must be, to follow its key.</summary>
    public const string Rule = $"must be a DNS name with {Service}, and with no other placeholders than {Endpoint} and {Suffix}";

    public static bool IsValid(string pattern)
    {
        var name = Apply(pattern, "x", "x", "x");
        return pattern.Contains(Service, StringComparison.Ordinal) && !name.AsSpan().ContainsAny('{', '}') && DnsName.IsValid(name);
    }

    public static bool Has(string pattern, string placeholder) => pattern.Contains(placeholder, StringComparison.Ordinal);

    public static string Apply(string pattern, string endpoint, string service, string suffix) => pattern
        .Replace(Endpoint, endpoint, StringComparison.Ordinal)
        .Replace(Service, service, StringComparison.Ordinal)
        .Replace(Suffix, suffix, StringComparison.Ordinal)
        .TrimEnd('.');
}
