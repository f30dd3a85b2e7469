using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures the header that lifts the log level of a single request.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry:Logs:Uplift</c>. A request with the header <c>X-Log-Level: Debug;Shop;1893456000;signature</c> logs from the given level on, in the
/// categories that begin so (none given: all), whatever the filters say; docs/telemetry.md shows how to sign. Services that share the key accept the same header.
/// </remarks>
public sealed class LogUpliftOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Logs:Uplift";
    internal const int MinKeyBytes = 32;

    internal static readonly OptionsBinding<LogUpliftOptions> Binding = new(SectionName, table => table
        .Text(nameof(Key), o => o.Key ?? string.Empty, (o, value) => o.Key = value)
        .TextList(nameof(ForwardTo), o => o.ForwardTo)
        .Rule((o, check) => CheckKey(o.Key, check))
        .Rule((o, check) => CheckHosts(o.ForwardTo, check)));

    /// <summary>Gets or sets the key of the signatures (HMAC-SHA256), a secret.</summary>
    /// <value>At least 32 random bytes in base64, as <c>openssl rand -base64 32</c> makes them. <see langword="null"/>, the default, switches the header off.</value>
    public string? Key { get; set; }

    /// <summary>Gets the services to which outgoing requests carry a valid header on, so that a request can be followed through them.</summary>
    /// <value>
    /// Host names as in the request's address, as <c>catalog</c>; <c>*</c> at the beginning stands for any characters, as <c>*.svc.cluster.local</c>. Empty by default: the header goes nowhere.
    /// Applies to clients of <see cref="IHttpClientFactory"/>.
    /// </value>
    public IList<string> ForwardTo { get; } = [];

    /// <summary>Gets the key as bytes; null without a key, or where it is not base64.</summary>
    internal static byte[]? BytesOf(string? key)
    {
        var bytes = new byte[key?.Length ?? 0];
        return !string.IsNullOrEmpty(key) && Convert.TryFromBase64String(key, bytes, out var length) ? bytes[..length] : null;
    }

    private static void CheckKey(string? key, OptionsCheck check)
    {
        if (!string.IsNullOrEmpty(key))
        {
            // Not the value, which is a secret.
            var bytes = BytesOf(key);
            FormattableString found = bytes is null ? $"{key.Length} characters that are not base64" : (FormattableString)$"base64 of {bytes.Length} bytes";
            check.Require(bytes?.Length >= MinKeyBytes, nameof(Key), FormattableString.Invariant($"must be base64 of at least {MinKeyBytes} bytes"), found);
        }
    }

    private static void CheckHosts(IList<string> hosts, OptionsCheck check)
    {
        foreach (var host in hosts)
        {
            var name = host.StartsWith('*') ? host[1..] : host;
            var isHost = name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_');
            check.Require(isHost, nameof(ForwardTo), "must hold host names, as catalog or *.svc.cluster.local", host);
        }
    }
}
