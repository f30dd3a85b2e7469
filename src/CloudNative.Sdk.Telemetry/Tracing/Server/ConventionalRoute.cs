using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>
/// Puts the controller and the action into a conventional route: <c>{controller=Home}/{action=Index}/{id?}</c> is one pattern for every action, and would
/// make one operation of them all.
/// </summary>
internal static class ConventionalRoute
{
    public static string Expand(RoutePattern pattern)
    {
        var text = pattern.RawText ?? string.Empty;
        foreach (var parameter in pattern.Parameters)
        {
            if (pattern.RequiredValues.TryGetValue(parameter.Name, out var value) && value is string { Length: > 0 } name)
            {
                text = Replace(text, parameter.Name, name);
            }
        }

        return text;
    }

    /// <summary>Replaces <c>{name}</c>, <c>{name=default}</c>, <c>{name:constraint}</c> and <c>{name?}</c>.</summary>
    private static string Replace(string text, string parameter, string value)
    {
        var result = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            var inner = rest.Slice(open + 1, length - 1);
            var name = inner.IndexOfAny("=:?") is >= 0 and var end ? inner[..end] : inner;
            result.Append(rest[..open]);
            if (name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                result.Append(value);
            }
            else
            {
                result.Append(rest.Slice(open, length + 1));
            }

            rest = rest[(open + length + 1)..];
        }

        return result.Append(rest).ToString();
    }
}
