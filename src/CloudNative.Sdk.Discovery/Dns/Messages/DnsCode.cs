using System.Globalization;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>What a name server says about a question as a whole (RFC 6895, section 2.3).</summary>
internal static class DnsCode
{
    public const int NoError = 0;
    public const int FormatError = 1;
    public const int ServerFailure = 2;
    public const int NameError = 3;
    public const int NotImplemented = 4;
    public const int Refused = 5;

    /// <summary>Gets the name that people know a code by.</summary>
    public static string NameOf(int code) => code switch
    {
        NoError => "NOERROR",
        FormatError => "FORMERR",
        ServerFailure => "SERVFAIL",
        NameError => "NXDOMAIN",
        NotImplemented => "NOTIMP",
        Refused => "REFUSED",
        _ => string.Create(CultureInfo.InvariantCulture, $"RCODE {code}"),
    };
}
