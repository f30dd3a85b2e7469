namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>A hash that is the same in every process and on every machine, so that all instances of a caller send a user the same way.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the UTF-16 code units, mixed so that texts that differ in their end alone are spread as well.</summary>
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return Again(hash);
    }

    /// <summary>Makes another number of one, without any likeness.</summary>
    public static uint Again(uint hash)
    {
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6Bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35u);
        return hash ^ (hash >> 16);
    }
}
