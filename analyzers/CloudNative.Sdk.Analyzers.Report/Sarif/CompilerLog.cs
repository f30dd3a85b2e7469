using System.Text.Json;

namespace CloudNative.Sdk.Analyzers.Report.Sarif;

/// <summary>Reads what the compiler writes with <c>-errorlog:…,version=2.1</c>: the findings of our rules that nobody has suppressed.</summary>
internal static class CompilerLog
{
    private const string OurPrefix = "CNS";
    private const string Version = "2.1.0";

    /// <summary>Reads a log.</summary>
    /// <param name="json">The text of the log.</param>
    /// <param name="folder">What the paths of findings are relative to.</param>
    /// <exception cref="FormatException">It is no SARIF 2.1.0.</exception>
    public static (IReadOnlyList<RuleText> Rules, IReadOnlyList<Finding> Findings) Read(string json, string folder)
    {
        using var log = Parse(json);
        if (log.RootElement.ValueKind != JsonValueKind.Object || Text(log.RootElement, "version") is not Version)
        {
            throw new FormatException($"it is no SARIF {Version}; with an ErrorLog of your own, end it with ',version=2.1'");
        }

        var run = log.RootElement.GetProperty("runs")[0];
        List<Finding> findings =
        [
            .. run.GetProperty("results").EnumerateArray().Where(IsOurs).Select(result => ToFinding(result, folder)).Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)
                .ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];
        var found = new HashSet<string>(findings.Select(finding => finding.Rule), StringComparer.Ordinal);
        return ([.. Rules(run).Where(rule => found.Contains(rule.Id)).OrderBy(rule => rule.Id, StringComparer.Ordinal)], findings);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is no JSON: {exception.Message}", exception);
        }
    }

    private static bool IsOurs(JsonElement result) =>
        Text(result, "ruleId")?.StartsWith(OurPrefix, StringComparison.Ordinal) == true && !(result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0);

    private static Finding ToFinding(JsonElement result, string folder)
    {
        var (file, line, column) = result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0 ? Place(locations[0], folder) : ("", 0, 0);
        return new Finding(Text(result, "ruleId")!, Text(result, "level") ?? "warning", Text(result.GetProperty("message"), "text") ?? "", file, line, column);
    }

    private static (string File, int Line, int Column) Place(JsonElement location, string folder)
    {
        if (!location.TryGetProperty("physicalLocation", out var place))
        {
            return ("", 0, 0);
        }

        var uri = Text(place.GetProperty("artifactLocation"), "uri") ?? "";
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? RelativePath.Of(absolute.LocalPath, folder) : Uri.UnescapeDataString(uri);
        return place.TryGetProperty("region", out var region) ? (file, Number(region, "startLine"), Number(region, "startColumn")) : (file, 0, 0);
    }

    private static IEnumerable<RuleText> Rules(JsonElement run) =>
        run.GetProperty("tool").GetProperty("driver").TryGetProperty("rules", out var rules)
            ? rules.EnumerateArray().Select(rule => new RuleText(
                Text(rule, "id") ?? "", rule.TryGetProperty("shortDescription", out var title) ? Text(title, "text") ?? "" : "", Text(rule, "helpUri") ?? ""))
            : [];

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
