using CloudNative.Sdk.Core;
using CloudNative.Sdk.Testing.Hosting;

namespace CloudNative.Sdk.Testing.Telemetry;

/// <summary>Writes instruments and activity sources, one a line.</summary>
internal static class SurfaceText
{
    private const string Separator = "  ";
    private const string Unknown = "?";

    public static IReadOnlyList<string> Of(ServiceProject service) =>
    [
        .. service.Facts.OfKind("instrument").Select(Instrument)
            .Concat(service.Facts.OfKind("source").Select(source => $"source{Separator}{source["name"]}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Gets what a line is about: the instrument or the source without what may change about it.</summary>
    public static string Subject(string line) => string.Join(' ', line.Split(Separator).Take(3));

    private static string Instrument(ServiceFact fact)
    {
        string[] tags = [.. fact.Values("tag").Order(StringComparer.Ordinal)];
        string[] fields = ["instrument", fact["meter"] ?? Unknown, fact["name"] ?? Unknown, fact["kind"] ?? Unknown, fact["unit"] is { Length: > 0 } unit ? unit : "-", tags.Length > 0 ? string.Join(',', tags) : "-"];
        return string.Join(Separator, fields);
    }
}
