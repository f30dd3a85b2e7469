using System.Buffers;
using System.Runtime.InteropServices;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Writes a page piece by piece, so that the first bytes leave while the last ones are not yet text. It allocates nothing.</summary>
/// <remarks>A value that remembers where it is: not to be copied. The lines share the bytes of their names and labels; only the numbers are made anew.</remarks>
internal struct PageWriter(Snapshot snapshot, PagePlan plan, byte[] resourceLabels, TextFormat format, bool createdSeries)
{
    private readonly bool _openMetrics = format is TextFormat.OpenMetrics001 or TextFormat.OpenMetrics100;
    private int _step = -1;
    private int _series;
    private int _exemplar;
    private bool _introduced;

    /// <summary>Writes whole series until there are enough bytes, or no more series.</summary>
    /// <returns>False when this was the end of the page.</returns>
    public bool Write(IBufferWriter<byte> writer, int enough)
    {
        var output = new Utf8Output(writer);
        if (_step < 0)
        {
            WriteResource(ref output);
            _step = 0;
        }

        while (_step < plan.Steps.Length)
        {
            if (output.Written >= enough)
            {
                output.Complete();
                return true;
            }

            WriteStep(ref output, enough);
        }

        output.Write(_openMetrics ? "# EOF\n"u8 : ""u8);
        output.Complete();
        return false;
    }

    private readonly void WriteResource(ref Utf8Output output)
    {
        if (resourceLabels.Length == 0)
        {
            return;
        }

        output.Write(_openMetrics
            ? "# HELP target Attributes of the service that these metrics describe.\n# TYPE target info\ntarget_info{"u8
            : "# HELP target_info Attributes of the service that these metrics describe.\n# TYPE target_info gauge\ntarget_info{"u8);
        output.Write(resourceLabels);
        output.Write("} 1\n"u8);
    }

    private void WriteStep(ref Utf8Output output, int enough)
    {
        ref readonly var step = ref plan.Steps[_step];
        var values = snapshot.Values(step.Metric);
        var count = values.Rows.Count;
        var labels = step.Family.Metrics[step.Place].Labels;
        if (!_introduced)
        {
            output.Write(step.Place > 0 ? [] : _openMetrics ? step.Family.Names.OpenMetricsHeader : step.Family.Names.TextHeader);
            _introduced = true;
        }

        while (_series < count && output.Written < enough)
        {
            var records = labels.ChunkFrom(_series);
            var rows = values.Rows.ChunkFrom(_series);
            var width = values.Rows.Width;
            var last = Math.Min(count - _series, Math.Min(records.Length, rows.Length / width));
            switch (values.Metric.MetricType)
            {
                case MetricType.Histogram or MetricType.ExponentialHistogram:
                    WriteHistograms(ref output, step.Family.Names, values, records[..last], rows, enough);
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic or MetricType.DoubleGauge:
                    WriteNumbers(ref output, step.Family, values, records[..last], rows, isDouble: true, enough);
                    break;
                default:
                    WriteNumbers(ref output, step.Family, values, records[..last], rows, isDouble: false, enough);
                    break;
            }
        }

        if (_series == count)
        {
            (_step, _series, _exemplar, _introduced) = (_step + 1, 0, 0, false);
        }
    }

    private void WriteNumbers(
        ref Utf8Output output, MetricFamily family, MetricValues values, Span<LabelRecord> records, ReadOnlySpan<long> rows, bool isDouble, int enough)
    {
        var name = _openMetrics ? family.Names.OpenMetricsValue : family.Names.Value;
        var counter = _openMetrics && family.Kind == FamilyKind.Counter;
        var exemplars = counter && values.Exemplars.Count > 0;
        for (var i = 0; i < records.Length && output.Written < enough; i++, _series++)
        {
            ref readonly var labels = ref records[i];
            if (labels.IsLeftOut)
            {
                continue;
            }

            output.WriteTogether(name.For(in labels), labels.Text);
            if (isDouble)
            {
                output.Write(BitConverter.Int64BitsToDouble(rows[i]));
            }
            else
            {
                output.Write(rows[i]);
            }

            if (exemplars)
            {
                WriteExemplar(ref output, values, bucket: 0);
            }

            output.Write((byte)'\n');
            if (counter && createdSeries)
            {
                WriteCreated(ref output, family.Names, values, in labels);
            }
        }
    }

    private void WriteHistograms(
        ref Utf8Output output, FamilyNames names, MetricValues values, Span<LabelRecord> records, ReadOnlySpan<long> rows, int enough)
    {
        var bounds = values.Bounds!;
        var les = bounds.Labels(_openMetrics);
        var exemplars = _openMetrics && values.Exemplars.Count > 0;
        var width = values.Rows.Width;
        for (var i = 0; i < records.Length && output.Written < enough; i++, _series++)
        {
            ref readonly var labels = ref records[i];
            if (labels.IsLeftOut)
            {
                continue;
            }

            var row = rows.Slice(i * width, width);
            WriteBuckets(ref output, names, values, in labels, row, les, exemplars);
            WriteTotals(ref output, names, bounds, in labels, row);
            if (_openMetrics && createdSeries)
            {
                WriteCreated(ref output, names, values, in labels);
            }
        }
    }

    private void WriteBuckets(
        ref Utf8Output output, FamilyNames names, MetricValues values, in LabelRecord labels, ReadOnlySpan<long> row, byte[][] les, bool exemplars)
    {
        // Without labels before it the bound needs no comma.
        var skip = labels.IsEmpty ? 1 : 0;
        var text = labels.IsEmpty ? [] : labels.Labels;
        for (var bucket = 0; bucket < les.Length; bucket++)
        {
            var count = bucket == les.Length - 1 ? row[1] : row[MetricValues.FirstBucket + bucket];
            output.WriteBucket(names.Bucket.WithLabels, text, les[bucket].AsSpan(skip));
            output.Write(count);
            if (exemplars)
            {
                WriteExemplar(ref output, values, bucket);
            }

            output.Write((byte)'\n');
        }
    }

    // A sum that may fall would be read as a restart. OpenMetrics has a count only together with a sum.
    private readonly void WriteTotals(ref Utf8Output output, FamilyNames names, HistogramBounds bounds, in LabelRecord labels, ReadOnlySpan<long> row)
    {
        if (!bounds.HasNegative)
        {
            output.WriteTogether(names.Sum.For(in labels), labels.Text);
            output.Write(BitConverter.Int64BitsToDouble(row[0]));
            output.Write((byte)'\n');
        }

        if (!bounds.HasNegative || !_openMetrics)
        {
            output.WriteTogether(names.Count.For(in labels), labels.Text);
            output.Write(row[1]);
            output.Write((byte)'\n');
        }
    }

    private static void WriteCreated(ref Utf8Output output, FamilyNames names, MetricValues values, in LabelRecord labels)
    {
        output.WriteTogether(names.Created.For(in labels), labels.Text);
        output.WriteTime(values.Start);
        output.Write((byte)'\n');
    }

    private void WriteExemplar(ref Utf8Output output, MetricValues values, int bucket)
    {
        var exemplars = CollectionsMarshal.AsSpan(values.Exemplars);
        while (_exemplar < exemplars.Length && (exemplars[_exemplar].Series, exemplars[_exemplar].Bucket).CompareTo((_series, bucket)) < 0)
        {
            _exemplar++;
        }

        if (_exemplar < exemplars.Length && exemplars[_exemplar].Series == _series && exemplars[_exemplar].Bucket == bucket)
        {
            ExemplarText.Write(ref output, in exemplars[_exemplar]);
        }
    }
}
