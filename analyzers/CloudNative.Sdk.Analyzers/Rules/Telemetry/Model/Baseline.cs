using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>What <c>Telemetry.Shipped.txt</c> and <c>Telemetry.Unshipped.txt</c> say; the unshipped lines go before.</summary>
internal sealed class Baseline
{
    public const string ShippedFile = "Telemetry.Shipped.txt";

    public const string UnshippedFile = "Telemetry.Unshipped.txt";

    private readonly List<(BaselineEntry Entry, Location Location)> _lines = [];

    /// <summary>Gets the entries that hold, with their places.</summary>
    public IReadOnlyList<(BaselineEntry Entry, Location Location)> Lines => _lines;

    /// <summary>Reads the files of a project; null where it has neither.</summary>
    public static Baseline? Read(IEnumerable<AdditionalText> files, CancellationToken cancellation)
    {
        var unshipped = files.FirstOrDefault(file => IsNamed(file, UnshippedFile));
        var shipped = files.FirstOrDefault(file => IsNamed(file, ShippedFile));
        if (unshipped is null && shipped is null)
        {
            return null;
        }

        var baseline = new Baseline();
        baseline.Add(unshipped, cancellation);
        baseline.Add(shipped, cancellation);
        baseline._lines.RemoveAll(line => line.Entry.IsRemoval);
        return baseline;
    }

    public BaselineEntry? Find(BaselineEntry entry) => _lines.FirstOrDefault(line => line.Entry.IsSameInstrument(entry)).Entry;

    private static bool IsNamed(AdditionalText file, string name) => string.Equals(Path.GetFileName(file.Path), name, StringComparison.OrdinalIgnoreCase);

    private void Add(AdditionalText? file, CancellationToken cancellation)
    {
        foreach (var line in file?.GetText(cancellation)?.Lines ?? Enumerable.Empty<TextLine>())
        {
            if (BaselineEntry.Parse(line.ToString()) is { } entry && !_lines.Exists(other => other.Entry.IsSameInstrument(entry)))
            {
                var span = new LinePositionSpan(new LinePosition(line.LineNumber, 0), new LinePosition(line.LineNumber, line.Span.Length));
                _lines.Add((entry, Location.Create(file!.Path, line.Span, span)));
            }
        }
    }
}
