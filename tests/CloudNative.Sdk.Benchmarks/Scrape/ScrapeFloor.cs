using System.Buffers.Text;
using System.Text;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>The least that a page of the plan can cost: loops over arrays of numbers that copy ready bytes and format the numbers with Utf8Formatter.</summary>
internal sealed class ScrapeFloor
{
    private readonly byte[][] _labels;
    private readonly long[] _counters;
    private readonly double[] _gauges;
    private readonly double[] _sums;
    private readonly long[] _buckets;
    private readonly byte[][] _bounds;

    public ScrapeFloor(int series)
    {
        _labels = [.. Enumerable.Range(0, series).Select(i => Encoding.ASCII.GetBytes(
            $"http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/api/items/{i % 1000}\"}} "))];
        _counters = [.. Enumerable.Range(0, ScrapePlan.Counters(series)).Select(i => 1_000L + i)];
        _gauges = [.. Enumerable.Range(0, ScrapePlan.Gauges(series)).Select(i => (i * 7.25) + 0.5)];
        _sums = [.. Enumerable.Range(0, ScrapePlan.Histograms(series)).Select(i => i % 97 * 0.0615)];
        _buckets = [.. Enumerable.Range(0, ScrapePlan.Histograms(series) * (ScrapePlan.Buckets + 1)).Select(i => (long)(i % 6))];
        _bounds = [.. Enumerable.Range(0, ScrapePlan.Buckets + 1).Select(i => Encoding.ASCII.GetBytes($",le=\"0.{i:000}\"}} "))];
    }

    public async ValueTask WriteAsync(NullPipe pipe)
    {
        var (counter, gauge, histogram) = (0, 0, 0);
        while (counter < _counters.Length || gauge < _gauges.Length || histogram < _sums.Length)
        {
            if (counter < _counters.Length)
            {
                counter = WriteCounters(pipe, counter);
            }
            else if (gauge < _gauges.Length)
            {
                gauge = WriteGauges(pipe, gauge);
            }
            else
            {
                histogram = WriteHistograms(pipe, histogram);
            }

            await pipe.FlushAsync();
        }
    }

    private int WriteCounters(NullPipe pipe, int from)
    {
        var span = pipe.GetSpan();
        var used = 0;
        for (; from < _counters.Length && span.Length - used > 512; from++)
        {
            Copy("requests_i0_total{"u8, span, ref used);
            Copy(_labels[from], span, ref used);
            Utf8Formatter.TryFormat(_counters[from], span[used..], out var written);
            used += written;
            span[used++] = (byte)'\n';
        }

        pipe.Advance(used);
        return from;
    }

    private int WriteGauges(NullPipe pipe, int from)
    {
        var span = pipe.GetSpan();
        var used = 0;
        for (; from < _gauges.Length && span.Length - used > 512; from++)
        {
            Copy("depth_i0_bytes{"u8, span, ref used);
            Copy(_labels[from], span, ref used);
            Utf8Formatter.TryFormat(_gauges[from], span[used..], out var written);
            used += written;
            span[used++] = (byte)'\n';
        }

        pipe.Advance(used);
        return from;
    }

    private int WriteHistograms(NullPipe pipe, int from)
    {
        var span = pipe.GetSpan();
        var used = 0;
        for (; from < _sums.Length && span.Length - used > 4096; from++)
        {
            var labels = _labels[from].AsSpan();
            var bare = labels[..^2];
            var total = 0L;
            for (var bucket = 0; bucket < _bounds.Length; bucket++)
            {
                Copy("latency_i0_seconds_bucket{"u8, span, ref used);
                Copy(bare, span, ref used);
                Copy(_bounds[bucket], span, ref used);
                total += _buckets[(from * _bounds.Length) + bucket];
                Utf8Formatter.TryFormat(total, span[used..], out var written);
                used += written;
                span[used++] = (byte)'\n';
            }

            Copy("latency_i0_seconds_sum{"u8, span, ref used);
            Copy(labels, span, ref used);
            Utf8Formatter.TryFormat(_sums[from], span[used..], out var sum);
            used += sum;
            span[used++] = (byte)'\n';
            Copy("latency_i0_seconds_count{"u8, span, ref used);
            Copy(labels, span, ref used);
            Utf8Formatter.TryFormat(total, span[used..], out var count);
            used += count;
            span[used++] = (byte)'\n';
        }

        pipe.Advance(used);
        return from;
    }

    private static void Copy(ReadOnlySpan<byte> bytes, Span<byte> span, ref int used)
    {
        bytes.CopyTo(span[used..]);
        used += bytes.Length;
    }
}
