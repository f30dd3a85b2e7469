namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>One report of a rule.</summary>
/// <param name="Rule">The id of the rule, as <c>CNS3004</c>.</param>
/// <param name="Level">As SARIF has it: <c>error</c>, <c>warning</c>, <c>note</c>.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="File">The file, relative to the folder of the report, with slashes.</param>
/// <param name="Line">From 1 on.</param>
/// <param name="Column">From 1 on.</param>
internal sealed record Finding(string Rule, string Level, string Message, string File, int Line, int Column);
