namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Reads files of the system once.</summary>
internal static class SystemFile
{
    /// <summary>Gets the lines; none where the file is not there or may not be read.</summary>
    public static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
