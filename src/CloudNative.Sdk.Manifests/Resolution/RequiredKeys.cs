using System.Globalization;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>
/// Compares the keys that code reads with what an environment states. A warning and no error: a value may come from a vault or the command line, which no file shows.
/// </summary>
internal sealed class RequiredKeys(TargetEnvironment environment, CodeFacts code, Configuration configuration, AppSettings files, DiagnosticBag diagnostics)
{
    public void Check(Variables variables, IReadOnlyCollection<string> secrets)
    {
        foreach (var read in code.ReadKeys)
        {
            var variable = ConfigurationKey.ToVariable(read.Key);
            var value = configuration.StatedInConfig(read.Key)?.Value ?? variables[variable] ?? files[read.Key]?.Value;
            if (read.IsRequired && value is null && !secrets.Contains(variable, StringComparer.OrdinalIgnoreCase) && !files.HasBelow(read.Key))
            {
                diagnostics.Warning(
                    DiagnosticIds.MissingConfiguration,
                    code.PositionOf(read.Fact),
                    $"'{read.Key}' is required, but nothing states it for '{environment.Name}'; state it under '{(read.IsSecret ? "secrets" : "config")}' in service.yaml{(read.IsSecret ? "" : " or in appsettings.json")}");
            }

            CheckBounds(read, value);
        }
    }

    /// <summary>Reports what is stated for nobody.</summary>
    public void CheckUnread(IEnumerable<(string Key, Position Position)> stated)
    {
        foreach (var (key, at) in stated.Where(entry => !UnreadKeys.IsRead(entry.Key.Replace("__", ":"), code)))
        {
            diagnostics.Warning(
                DiagnosticIds.UnreadConfiguration, at, $"the code never reads '{key}'; {Suggestion.Or(key, code.ReadKeys.Select(read => read.Key), "remove it, or name the key that is meant")}");
        }
    }

    private void CheckBounds(ReadKey read, string? value)
    {
        if (value is null || !IsNumber(value, out var number) || ((!IsNumber(read.Min, out var min) || number >= min) && (!IsNumber(read.Max, out var max) || number <= max)))
        {
            return;
        }

        diagnostics.Error(
            DiagnosticIds.WrongValue,
            configuration.StatedInConfig(read.Key)?.Position ?? code.PositionOf(read.Fact),
            $"{read.Key} must be from {read.Min ?? "-infinity"} to {read.Max ?? "infinity"}, as {code.PositionOf(read.Fact)} says, but was '{value}' for '{environment.Name}'");
    }

    private static bool IsNumber(string? text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
