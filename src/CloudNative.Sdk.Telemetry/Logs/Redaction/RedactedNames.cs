using CloudNative.Sdk.Core;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Keeps out of the view of the configuration what logs do not show either.</summary>
internal sealed class RedactedNames(IOptions<LogRedactionOptions> options) : ISecretNames
{
    private readonly Lazy<KeyClassifier> _keys = new(() => new KeyClassifier(options.ValueOrNull() ?? new()));

    public bool Includes(string name) => _keys.Value.Of(name) != Classification.None;
}
