using System.Globalization;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Makes a text of a value, in no language, and whatever the value does.</summary>
internal static class ValueText
{
    public static string Of(object value)
    {
        try
        {
            return value switch
            {
                DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                JsonNode node => node.ToJsonString(),
                _ => value.ToString() ?? string.Empty,
            };
        }
        catch (Exception exception)
        {
            return Failure(value, exception);
        }
    }

    public static string Failure(object value, Exception exception) => $"{value.GetType()} cannot be shown: {exception.GetType()}";
}
