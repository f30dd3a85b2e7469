namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>How severe a log entry is; the numbers are those of <c>LogLevel</c>.</summary>
internal enum LogSeverity
{
    Unknown = -1,
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
    None,
}
