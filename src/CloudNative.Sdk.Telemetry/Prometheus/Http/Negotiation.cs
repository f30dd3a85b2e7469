using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>Chooses what a scraper gets by what it says that it accepts.</summary>
/// <remarks>
/// RFC 9110, section 12.5; https://prometheus.io/docs/instrumenting/content_negotiation. Of each format the item counts that names it most exactly, as
/// <c>text/plain;q=0</c> against <c>*/*</c>. The format with the highest quality is taken; of equals that of the earlier item, and where one item stands for
/// several, the one that most readers know. Whoever accepts nothing that is there gets the default rather than an error, since that is what every scraper reads.
/// </remarks>
internal static class Negotiation
{
    /// <summary>What is longer was not sent by a scraper.</summary>
    public const int LongestHeader = 8 * 1024;

    // In the order of preference under one item.
    private static readonly TextFormat[] Formats = [TextFormat.Text004, TextFormat.OpenMetrics100, TextFormat.Text100, TextFormat.OpenMetrics001];

    public static Exposition Choose(StringValues accept)
    {
        var (best, bestQuality, bestItem) = (Exposition.Default, 0, int.MaxValue);
        if (LengthOf(accept) is 0 or > LongestHeader)
        {
            return Exposition.Default;
        }

        foreach (var format in Formats)
        {
            var (quality, item, escaping) = Find(accept, format);
            if (quality > bestQuality || (quality == bestQuality && quality > 0 && item < bestItem))
            {
                escaping = format is TextFormat.Text100 or TextFormat.OpenMetrics100 ? escaping : NameEscaping.Underscores;
                (best, bestQuality, bestItem) = (new Exposition(format, escaping), quality, item);
            }
        }

        return best;
    }

    /// <summary>Tells whether the answer may be compressed, and the client does not prefer that it is not.</summary>
    public static bool AcceptsGzip(StringValues acceptEncoding)
    {
        if (LengthOf(acceptEncoding) is 0 or > LongestHeader)
        {
            return false;
        }

        var (gzip, identity, any) = (-1, -1, -1);
        foreach (var line in acceptEncoding)
        {
            foreach (var item in new HeaderItems(line, ','))
            {
                var coding = CodingOf(item, out var quality);
                if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
                {
                    gzip = quality;
                }
                else if (coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                {
                    identity = quality;
                }
                else if (coding.SequenceEqual("*"))
                {
                    any = quality;
                }
            }
        }

        gzip = gzip < 0 ? any : gzip;
        return gzip > 0 && gzip >= identity;
    }

    private static (int Quality, int Item, NameEscaping Escaping) Find(StringValues accept, TextFormat format)
    {
        var (found, specificity) = ((Quality: 0, Item: int.MaxValue, Escaping: NameEscaping.Underscores), 0);
        var item = 0;
        foreach (var line in accept)
        {
            foreach (var text in new HeaderItems(line, ','))
            {
                item++;
                if (MediaRange.TryParse(text, out var range) && range.Specificity(format) is var exactness && exactness > specificity)
                {
                    (found, specificity) = ((range.Quality, item, range.Escaping), exactness);
                }
            }
        }

        return found;
    }

    private static ReadOnlySpan<char> CodingOf(ReadOnlySpan<char> item, out int quality)
    {
        quality = 1000;
        var parts = new HeaderItems(item, ';');
        parts.MoveNext();
        var coding = parts.Current;
        while (parts.MoveNext())
        {
            if (parts.Current.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && !HeaderItems.TryParseQuality(parts.Current[2..], out quality))
            {
                return default;
            }
        }

        return coding;
    }

    private static int LengthOf(StringValues values)
    {
        var length = 0;
        foreach (var value in values)
        {
            length += value?.Length ?? 0;
        }

        return length;
    }
}
