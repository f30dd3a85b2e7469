using CloudNative.Sdk.Core;
using CloudNative.Sdk.Secrets;
using CloudNative.Sdk.Telemetry.Logs.Redaction;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures what logs show of personal data and secrets.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry:Logs:Redaction</c>. Read once, before the first record. A key is the name of a value in a message template, a scope, a
/// dictionary, or the data of an exception. In patterns <c>*</c> stands for any characters and <c>?</c> for one; case and the separators <c>-</c>, <c>_</c>, <c>.</c> and blank
/// make no difference, so <c>*apikey*</c> is also <c>X-Api-Key</c>.
/// </remarks>
public sealed class LogRedactionOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Logs:Redaction";
    internal const int MinHashKeyBytes = 16;

    internal static readonly OptionsBinding<LogRedactionOptions> Binding = new(SectionName, table => table
        .Choice(nameof(PersonalData), typeof(PersonalDataHandling), o => o.PersonalData, (o, value) => o.PersonalData = (PersonalDataHandling)value)
        .Text(nameof(HashKey), o => o.HashKey ?? string.Empty, (o, value) => o.HashKey = value)
        .TextList(nameof(RouteTo), o => o.RouteTo)
        .TextList(nameof(SecretKeys), o => o.SecretKeys)
        .TextList(nameof(PersonalDataKeys), o => o.PersonalDataKeys)
        .TextList(nameof(PlainKeys), o => o.PlainKeys)
        .Rule((options, check) => LogRedactionRules.Check(options, check)));

    /// <summary>Gets or sets what is shown of personal data.</summary>
    /// <value>The default is <see cref="PersonalDataHandling.Erase"/>.</value>
    public PersonalDataHandling PersonalData { get; set; }

    /// <summary>Gets or sets the key of the hash, a secret that all services share whose records should be comparable.</summary>
    /// <value>Base64 of at least 16 bytes. <see langword="null"/>, the default, is allowed unless <see cref="PersonalData"/> is <see cref="PersonalDataHandling.Hash"/>.</value>
    public string? HashKey { get; set; }

    /// <summary>Gets the logger providers that get the personal data.</summary>
    /// <value>Aliases or full type names of providers, as <c>OpenTelemetry</c>. Needed by <see cref="PersonalDataHandling.Route"/>, and empty by default.</value>
    public IList<string> RouteTo { get; } = [];

    /// <summary>Gets patterns of keys whose values are secrets.</summary>
    /// <value>By default passwords, secrets, tokens, API and access keys, credentials, cookies, authorization headers and connection strings; the configuration adds to them.</value>
    public IList<string> SecretKeys { get; } = [.. SecretNames.Patterns];

    /// <summary>Gets patterns of keys whose values are personal data.</summary>
    /// <value>Empty by default.</value>
    public IList<string> PersonalDataKeys { get; } = [];

    /// <summary>Gets patterns of keys whose values are shown although another pattern matches.</summary>
    /// <value>Empty by default. The attributes win over this list.</value>
    public IList<string> PlainKeys { get; } = [];
}
