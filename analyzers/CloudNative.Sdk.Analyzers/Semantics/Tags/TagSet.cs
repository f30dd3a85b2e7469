using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>The tags that one recording gives, as far as the source tells.</summary>
/// <param name="Tags">Those that are seen.</param>
/// <param name="IsComplete">Whether there are no others.</param>
/// <param name="Variable">The variable that holds them all; two recordings with the same one have the same tags.</param>
internal sealed record TagSet(IReadOnlyList<Tag> Tags, bool IsComplete, ISymbol? Variable)
{
    /// <summary>Gets the keys in order when each is known and always there; null otherwise.</summary>
    public string[]? Keys(ICollection<string> optional)
    {
        if (!IsComplete)
        {
            return null;
        }

        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tag in Tags)
        {
            if (tag.Key is null)
            {
                return null;
            }

            if (optional.Contains(tag.Key))
            {
                continue;
            }

            if (!tag.IsCertain)
            {
                return null;
            }

            keys.Add(tag.Key);
        }

        return [.. keys];
    }
}
