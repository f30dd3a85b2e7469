using System.Globalization;

namespace CloudNative.Sdk.Telemetry.Otlp.Variables;

/// <summary>A variable of the OpenTelemetry specification.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reader">Who acts on it: <c>OpenTelemetry</c> or <c>CloudNative.Sdk</c>; null when nobody does.</param>
/// <param name="Effect">What it does, or the way out when it does nothing.</param>
/// <param name="Shape">What its values look like.</param>
/// <param name="Words">The values, for the shapes of words.</param>
internal sealed record OtelVariable(string Name, string? Reader, string Effect, OtelShape Shape = OtelShape.Text, params string[] Words)
{
    /// <summary>Gets the rule that a value breaks.</summary>
    /// <returns>Null when the value is as it must be.</returns>
    public string? BrokenRule(string value) => Shape switch
    {
        OtelShape.Boolean => bool.TryParse(value, out _) ? null : "must be true or false",
        OtelShape.Number => IsNumber(value, least: 0) ? null : "must be a whole number from 0",
        OtelShape.PositiveNumber => IsNumber(value, least: 1) ? null : "must be a whole number from 1",
        OtelShape.Share => IsShare(value) ? null : "must be a number from 0 to 1",
        OtelShape.Word => Words.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"must be {OneOfWords}",
        OtelShape.Words => Ignored(value).Length == 0 ? null : $"must hold {OneOfWords}",
        _ => null,
    };

    /// <summary>Gets what is ignored of a value that breaks the rule: in a list the words that are not known.</summary>
    public string Ignored(string value) => Shape == OtelShape.Words ? string.Join(',', OtelConfiguration.Parts(value).Where(IsUnknown)) : value;

    private string OneOfWords => Words.Length == 1 ? Words[0] : $"{string.Join(", ", Words[..^1])} or {Words[^1]}";

    private bool IsUnknown(string word) => !Words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool IsNumber(string value, int least) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least;

    private static bool IsShare(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1;
}
