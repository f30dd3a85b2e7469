using System.Globalization;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells what kind of host an address names.</summary>
internal static class HostName
{
    /// <summary>Returns whether the host is this machine, by name or by address.</summary>
    public static bool IsLoopback(string host) =>
        host is "localhost" or "[::1]" or "::1" or "host.docker.internal" || (Octets(host) is { } octets && octets[0] == 127);

    /// <summary>Returns whether the host is an address of a private network.</summary>
    public static bool IsPrivate(string host) => Octets(host) is { } octets
        && (octets[0] == 10 || (octets[0] == 192 && octets[1] == 168) || (octets[0] == 172 && octets[1] is >= 16 and <= 31) || (octets[0] == 169 && octets[1] == 254 && !IsMetadata(octets)));

    /// <summary>Returns whether the host is a name inside a cluster.</summary>
    public static bool IsClusterName(string host) => host.EndsWith(".svc.cluster.local", StringComparison.Ordinal) || host.EndsWith(".svc", StringComparison.Ordinal);

    /// <summary>Returns whether the host is one label, as a service in the same namespace has.</summary>
    public static bool IsSingleLabel(string host) => host.Length > 0 && char.IsLetter(host[0]) && host.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_');

    // Where every machine of a cloud finds what it is: the same in all of them.
    private static bool IsMetadata(int[] octets) => (octets[2], octets[3]) is (169, 254) or (170, 2) or (170, 23);

    private static int[]? Octets(string host)
    {
        if (host.Length == 0 || !char.IsDigit(host[0]))
        {
            return null;
        }

        var parts = host.Split('.');
        if (parts.Length != 4)
        {
            return null;
        }

        var octets = new int[4];
        for (var index = 0; index < 4; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out octets[index]) || octets[index] > 255)
            {
                return null;
            }
        }

        return octets;
    }
}
