namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>The names by which the usual logging libraries, and the helpers around them, are known.</summary>
internal static class LogNames
{
    /// <summary>Names that say by themselves that they log: <c>LogError</c>.</summary>
    public static LogSeverity? SeverityOfExtension(string method) => method switch
    {
        "LogTrace" => LogSeverity.Trace,
        "LogDebug" => LogSeverity.Debug,
        "LogInformation" => LogSeverity.Information,
        "LogWarning" => LogSeverity.Warning,
        "LogError" => LogSeverity.Error,
        "LogCritical" => LogSeverity.Critical,
        _ => null,
    };

    /// <summary>Names that do so on a logger only: <c>Error</c>.</summary>
    public static LogSeverity? SeverityOfMethod(string method) => method switch
    {
        "Verbose" or "Trace" or "VerboseFormat" or "TraceFormat" => LogSeverity.Trace,
        "Debug" or "DebugFormat" => LogSeverity.Debug,
        "Information" or "Info" or "InfoFormat" => LogSeverity.Information,
        "Warning" or "Warn" or "WarnFormat" => LogSeverity.Warning,
        "Error" or "ErrorFormat" => LogSeverity.Error,
        "Fatal" or "Critical" or "FatalFormat" => LogSeverity.Critical,
        _ => null,
    };

    /// <summary>Returns whether a type, member or local of this name is a logger: <c>ILogger</c>, <c>_log</c>, <c>Log</c>.</summary>
    public static bool IsLogType(string? name) =>
        name is not null
        && (name.EndsWith("logger", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Log", StringComparison.Ordinal) || name is "log" or "_log" or "s_log" or "ILog" or "Logs" or "Logging")
        && !name.EndsWith("Catalog", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("Dialog", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a method of this name writes to a log: <c>Log</c>, <c>LogFailure</c>.</summary>
    public static bool IsHelper(string method) =>
        method.StartsWith("Log", StringComparison.Ordinal) && (method.Length == 3 || char.IsUpper(method[3])) && !method.StartsWith("LogIn", StringComparison.Ordinal) && method is not ("LogOut" or "LogOutAsync" or "LogOff");
}
