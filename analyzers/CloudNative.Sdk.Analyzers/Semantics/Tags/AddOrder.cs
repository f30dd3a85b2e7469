namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>When a tag is added to a list that is then recorded.</summary>
internal enum AddOrder
{
    /// <summary>Whenever the recording is reached.</summary>
    Always,

    /// <summary>Under a condition.</summary>
    Sometimes,

    /// <summary>It cannot be told whether before or after.</summary>
    Unknown,
}
