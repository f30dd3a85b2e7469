using System.Collections.Frozen;
using System.Globalization;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Shows values of tags without telling what they are.</summary>
/// <remarks>
/// A tag with many values is often one that holds a person or a secret. Only keys whose values the semantic conventions confine are shown as they are; of all
/// others the form is: <c>4f1c-9A</c> becomes <c>0a0a-0A</c>, which tells an id from an address from a free text.
/// </remarks>
internal static class SampleText
{
    private const int MaxLength = 40;

    private static readonly FrozenSet<string> Confined = FrozenSet.ToFrozenSet(
    [
        "aspnetcore.diagnostics.exception.result", "aspnetcore.request.is_unhandled", "aspnetcore.routing.is_fallback", "aspnetcore.routing.match_status", "cpu.mode",
        "error.type", "gc.heap.generation", "http.connection.state", "http.request.method", "http.response.status_code", "http.route", "network.protocol.name",
        "network.protocol.version", "network.transport", "network.type", "rpc.method", "rpc.service", "rpc.system", "tls.protocol.version", "url.scheme",
    ]);

    public static string Of(string key, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        var shown = text.Length > MaxLength ? text[..MaxLength] : text;
        var form = Confined.Contains(key) ? shown : string.Create(shown.Length, shown, static (form, from) =>
        {
            for (var i = 0; i < form.Length; i++)
            {
                form[i] = FormOf(from[i]);
            }
        });
        return text.Length > MaxLength ? form + "…" : form;
    }

    /// <remarks>Of what is no letter or digit only ASCII is shown: marks, symbols and numbers in other forms may be all that a text consists of.</remarks>
    private static char FormOf(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => '0',
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => 'A',
        UnicodeCategory.LowercaseLetter or UnicodeCategory.Control => 'a',
        _ => char.IsAscii(character) ? character : 'a',
    };
}
