namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>What a report says of a rule.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Title">Its title.</param>
/// <param name="Page">The address of its page.</param>
internal sealed record RuleText(string Id, string Title, string Page);
