using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Translates configuration keys into names of environment variables.</summary>
internal static class ConfigurationKey
{
    public const string Rule = "segments of letters, digits, '_', '-' and '.', separated by ':', the first not beginning with a digit";

    private static readonly Regex Shape = new(@"\A[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_.-]+)*\z", RegexOptions.CultureInvariant);

    public static bool IsValid(string key) => Shape.IsMatch(key) && key.Length <= 253;

    /// <summary>Writes <c>Payments:Timeout</c> as <c>Payments__Timeout</c>.</summary>
    public static string ToVariable(string key) => key.Replace(":", "__");
}
