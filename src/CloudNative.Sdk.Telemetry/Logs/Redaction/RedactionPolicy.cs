using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What stands in the place of a classified value.</summary>
internal sealed class RedactionPolicy
{
    public const string Mark = SecretText.Mask;
    public const string HashPrefix = "hmac:";
    private const int ShownHashBytes = 8;

    private readonly byte[]? _hashKey;
    private readonly bool _reveals;

    public RedactionPolicy(LogRedactionOptions options)
    {
        Keys = new KeyClassifier(options);
        _hashKey = options.PersonalData == PersonalDataHandling.Hash ? LogRedactionRules.HashKeyBytes(options) : null;
    }

    private RedactionPolicy(KeyClassifier keys) => (Keys, _reveals) = (keys, true);

    public KeyClassifier Keys { get; }

    /// <summary>Gets the policy of the sinks that are meant to have personal data: only secrets are erased.</summary>
    public RedactionPolicy Revealing => field ??= new RedactionPolicy(Keys);

    /// <summary>Gets whether the value itself, and not only its classification, decides what is shown of personal data.</summary>
    public bool NeedsValue(Classification classification) => classification == Classification.PersonalData && (_reveals || _hashKey is not null);

    /// <summary>Gets what is shown of a classified value.</summary>
    /// <param name="classification">Its classification.</param>
    /// <param name="text">The value as text; not used unless <see cref="NeedsValue"/>.</param>
    public string Show(Classification classification, string text) =>
        !NeedsValue(classification) ? Mark : _reveals ? text : Hash(text);

    /// <summary>Gets what is shown of a value that is classified as a whole.</summary>
    public string Show(Classification classification, object value) =>
        NeedsValue(classification) ? Show(classification, string.Create(CultureInfo.InvariantCulture, $"{value}")) : Mark;

    private string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_hashKey, Encoding.UTF8.GetBytes(text), hash);
        return HashPrefix + Convert.ToHexStringLower(hash[..ShownHashBytes]);
    }
}
