using CloudNative.Sdk.Manifests.Linting;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A rule that a service may break for a time, with the reason.</summary>
/// <param name="Name">The rule as the team names it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Until">The last day, as <c>2027-03-31</c>.</param>
internal sealed record ExceptionSetting(string Name, LintRule Rule, string Reason, Given<string> Until)
{
    /// <summary>Gets the reason as it stands in an annotation.</summary>
    public string Text => ExceptionText.Write(Reason, Until.Value);
}
