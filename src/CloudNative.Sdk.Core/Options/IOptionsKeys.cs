namespace CloudNative.Sdk.Core.Options;

/// <summary>The keys of one section that something reads.</summary>
internal interface IOptionsKeys
{
    string SectionName { get; }

    IEnumerable<string> Keys { get; }
}
