using System.Globalization;
using System.Net;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>What <c>/etc/resolv.conf</c> says (resolv.conf(5)); lines that are not understood are passed over, as every resolver does.</summary>
internal sealed class ResolvConf
{
    private const int MaxServers = 8;
    private const int MaxSearch = 32;
    private const int MaxNdots = 15;
    private const int MaxTimeoutSeconds = 30;
    private const int MaxAttempts = 5;

    private readonly List<IPEndPoint> _servers = [];
    private string[] _search = [];

    private ResolvConf()
    {
    }

    public IReadOnlyList<IPEndPoint> Servers => _servers;

    /// <summary>Gets the suffixes that are tried in their order with a name that is not whole.</summary>
    public IReadOnlyList<string> Search => _search;

    /// <summary>Gets how many dots make a name that is tried as it is first.</summary>
    public int Ndots { get; private set; } = 1;

    public TimeSpan? Timeout { get; private set; }

    public int? Attempts { get; private set; }

    public static ResolvConf Parse(string text)
    {
        var parsed = new ResolvConf();
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && !char.IsWhiteSpace(line[0]))
            {
                parsed.Read(words[0], words[1..]);
            }
        }

        return parsed;
    }

    private void Read(string keyword, string[] values)
    {
        switch (keyword)
        {
            case "nameserver" when _servers.Count < MaxServers && IPAddress.TryParse(values[0], out var address):
                _servers.Add(new IPEndPoint(address, ServerAddress.DefaultPort));
                break;
            case "search":
                _search = SuffixesOf(values);
                break;
            case "domain":
                _search = SuffixesOf(values[..1]);
                break;
            case "options":
                Array.ForEach(values, ReadOption);
                break;
        }
    }

    private void ReadOption(string option)
    {
        var colon = option.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(option.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return;
        }

        switch (option[..colon])
        {
            case "ndots":
                Ndots = Math.Min(value, MaxNdots);
                break;
            case "timeout" when value > 0:
                Timeout = TimeSpan.FromSeconds(Math.Min(value, MaxTimeoutSeconds));
                break;
            case "attempts" when value > 0:
                Attempts = Math.Min(value, MaxAttempts);
                break;
        }
    }

    private static string[] SuffixesOf(string[] values) =>
        [.. values.Select(value => value.TrimEnd('.')).Where(value => value.Length > 0 && DnsName.IsValid(value)).Take(MaxSearch)];
}
