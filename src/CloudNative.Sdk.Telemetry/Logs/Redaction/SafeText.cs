using System.Globalization;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Gets texts of values whose own code may throw: a log call must not fail for what it logs.</summary>
internal static class SafeText
{
    /// <summary>Stands for what could not be read.</summary>
    public const string Failed = "(failed)";

    public static string Of(object? value)
    {
        try
        {
            return value switch
            {
                null => "(null)",
                string text => text,
                _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
            };
        }
        catch (Exception)
        {
            return Failed;
        }
    }

    public static string Message(Exception exception)
    {
        try
        {
            return exception.Message ?? string.Empty;
        }
        catch (Exception)
        {
            return Failed;
        }
    }

    public static string? Stack(Exception exception)
    {
        try
        {
            return exception.StackTrace;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
