using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Takes the Host header apart; the last one is remembered, since a service mostly has one name.</summary>
internal sealed class ServerAddress
{
    private Parts? _last;

    /// <summary>Gets the address and the port that the client has asked for; null where it named none.</summary>
    public Parts? Of(HostString host, string scheme)
    {
        if (host.Value is not { Length: > 0 } text)
        {
            return null;
        }

        var last = _last;
        if (last is null || last.Text != text || last.Scheme != scheme)
        {
            _last = last = new Parts(text, scheme, WithoutBrackets(host.Host), host.Port ?? DefaultPort(scheme));
        }

        return last;
    }

    /// <summary>Writes an IPv6 address as the conventions do: the brackets belong to the URI.</summary>
    private static string WithoutBrackets(string host) => host is ['[', .. var address, ']'] ? address : host;

    private static object? DefaultPort(string scheme) => scheme switch
    {
        "http" => 80,
        "https" => 443,
        _ => null,
    };

    public sealed record Parts(string Text, string Scheme, string Host, object? Port);
}
