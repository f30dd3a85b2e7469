using System.Collections.Concurrent;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Tells from the name of a value what it is.</summary>
/// <remarks>
/// Thread-safe. The verdicts are remembered, up to a limit; keys come from code, but a dictionary may be logged whose keys do not. They are kept as objects, because the code
/// of a dictionary of enumeration values is compiled anew at each start.
/// </remarks>
internal sealed class KeyClassifier(LogRedactionOptions options)
{
    private const int MaxRemembered = 2_000;

    private readonly string[] _secrets = Normalize(options.SecretKeys);
    private readonly string[] _personal = Normalize(options.PersonalDataKeys);
    private readonly string[] _plain = Normalize(options.PlainKeys);
    private readonly ConcurrentDictionary<string, object> _known = new(StringComparer.Ordinal);
    private int _remembered;

    public static bool IsPattern(string pattern) => pattern.Any(char.IsLetterOrDigit);

    /// <summary>Leaves out what some loggers take for an order how to write the value, as in <c>{@Cart}</c>.</summary>
    public static string WithoutOperator(string key) => key.TrimStart('@', '$');

    public Classification Of(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return Classification.None;
        }

        if (_known.TryGetValue(key, out var known))
        {
            return (Classification)known;
        }

        var classification = Find(SecretNames.Normalize(WithoutOperator(key)));
        if (Volatile.Read(ref _remembered) < MaxRemembered && _known.TryAdd(key, classification))
        {
            Interlocked.Increment(ref _remembered);
        }

        return classification;
    }

    /// <summary>Tells what a value is from its name and its type: a switch, a point in time or a length, as <c>HasPassword</c>, is no secret itself.</summary>
    public Classification Of(string? key, object? value) => value is bool or CancellationToken or DateTime or DateTimeOffset or TimeSpan or DateOnly
        || (value is int or long && key is not null && (key.EndsWith("Length", StringComparison.OrdinalIgnoreCase) || key.EndsWith("Count", StringComparison.OrdinalIgnoreCase)))
            ? Classification.None
            : Of(key);

    private Classification Find(string key) =>
        SecretNames.Matches(_plain, key) ? Classification.None
        : SecretNames.Matches(_secrets, key) ? Classification.Secret
        : SecretNames.Matches(_personal, key) ? Classification.PersonalData
        : Classification.None;

    private static string[] Normalize(IEnumerable<string> patterns) => [.. patterns.Select(SecretNames.Normalize)];
}
