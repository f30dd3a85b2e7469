using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Writes the value of a tag as text.</summary>
/// <remarks>OpenTelemetry specification, "Attribute": arrays as JSON, booleans in lower case.</remarks>
internal static class TagText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        Array items => "[" + string.Join(',', items.Cast<object?>().Select(ItemOf)) + "]",
        _ => OfForeign(value),
    };

    private static string ItemOf(object? item) => item switch
    {
        null => "null",
        string or char => $"\"{JsonEncodedText.Encode(Of(item), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        _ => Of(item),
    };

    // A tag whose ToString() throws must not cost the whole scrape.
    private static string OfForeign(object value)
    {
        try
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        }
        catch (Exception)
        {
            return value.GetType().ToString();
        }
    }
}
