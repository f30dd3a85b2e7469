using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Tells whether two series have the same labels.</summary>
internal sealed class LabelTexts : IEqualityComparer<LabelRecord>
{
    public static LabelTexts Comparer { get; } = new();

    public bool Equals(LabelRecord x, LabelRecord y) => x.Text.SequenceEqual(y.Text);

    public int GetHashCode([DisallowNull] LabelRecord obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Text);
        return hash.ToHashCode();
    }
}
