using System.Runtime.CompilerServices;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Tells whether a point of a metric is the one that had these tags at the last collection.</summary>
/// <remarks>
/// A point keeps the tags it was made with, and the collection of tags that it shows is no more than the reference to them. To compare that
/// reference is what makes it affordable to check every point of every collection; where the collection should ever be more than a reference,
/// the tags themselves are compared.
/// </remarks>
internal static class TagIdentity
{
    private static readonly bool IsReference =
        Unsafe.SizeOf<ReadOnlyTagCollection>() == IntPtr.Size && RuntimeHelpers.IsReferenceOrContainsReferences<ReadOnlyTagCollection>();

    public static bool Same(ReadOnlyTagCollection left, ReadOnlyTagCollection right) =>
        (IsReference && ReferenceEquals(Unsafe.As<ReadOnlyTagCollection, object?>(ref left), Unsafe.As<ReadOnlyTagCollection, object?>(ref right)))
        || SameTags(left, right);

    private static bool SameTags(ReadOnlyTagCollection left, ReadOnlyTagCollection right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        var others = right.GetEnumerator();
        foreach (var tag in left)
        {
            if (!others.MoveNext() || tag.Key != others.Current.Key || !ReferenceEquals(tag.Value, others.Current.Value))
            {
                return false;
            }
        }

        return true;
    }
}
