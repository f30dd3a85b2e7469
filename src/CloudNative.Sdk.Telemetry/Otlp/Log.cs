using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Otlp;

internal static partial class Log
{
    [LoggerMessage(8450, LogLevel.Warning,
        "CNS8450: {Signal} cannot be exported to {Endpoint}: {Reason}. They are dropped until that works again; the service itself is not affected.")]
    public static partial void ExportFails(this ILogger logger, OtlpSignal signal, string endpoint, string reason);

    [LoggerMessage(8451, LogLevel.Information, "CNS8451: {Signal} are exported to {Endpoint} again, after {Failures} exports that failed.")]
    public static partial void ExportWorks(this ILogger logger, OtlpSignal signal, string endpoint, long failures);

    [LoggerMessage(8452, LogLevel.Warning, "CNS8452: {Variable} {Rule}, but was '{Value}'. It is ignored.")]
    public static partial void VariableInvalid(this ILogger logger, string variable, string rule, string value);

    [LoggerMessage(8453, LogLevel.Warning, "CNS8453: {Variable} {Rule}. A part that is not like that is left out; the others are sent.")]
    public static partial void HiddenVariableInvalid(this ILogger logger, string variable, string rule);

    [LoggerMessage(8454, LogLevel.Warning, "CNS8454: {Variable} is set and has no effect: {Reason}")]
    public static partial void VariableUnsupported(this ILogger logger, string variable, string reason);

    [LoggerMessage(8455, LogLevel.Warning, "CNS8455: {Variable} is set and has no effect: OpenTelemetry has no such variable. Did you mean {Nearest}?")]
    public static partial void VariableMisspelt(this ILogger logger, string variable, string nearest);

    [LoggerMessage(8456, LogLevel.Warning, "CNS8456: {Variable} is set and has no effect: OpenTelemetry has no such variable.")]
    public static partial void VariableUnknown(this ILogger logger, string variable);
}
