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
        if (text.Length > MaxLength)
        {
            text = text[..MaxLength] + "…";
        }

        return Confined.Contains(key) ? text : string.Create(text.Length, text, static (form, from) =>
        {
            for (var i = 0; i < form.Length; i++)
            {
                form[i] = FormOf(from[i]);
            }
        });
    }

    private static char FormOf(char character) =>
        char.IsDigit(character) ? '0'
        : char.IsUpper(character) ? 'A'
        : char.IsLetter(character) || char.IsSurrogate(character) || char.IsControl(character) ? 'a'
        : character;
}
