namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>One sample of a page.</summary>
/// <param name="Name">The name, with its suffix.</param>
/// <param name="Labels">The labels in the order written.</param>
/// <param name="Value">The value.</param>
/// <param name="HasExemplar">Whether an exemplar follows.</param>
internal sealed record Sample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, bool HasExemplar)
{
    /// <summary>Gets what tells the sample from all others.</summary>
    public string Identity => Name + Key(Labels);

    /// <summary>Gets the histogram that a bucket belongs to.</summary>
    public string WithoutBound => Key(Labels.Where(label => label.Key != "le"));

    public string? Bound => Labels.FirstOrDefault(label => label.Key == "le").Value;

    private static string Key(IEnumerable<KeyValuePair<string, string>> labels) =>
        "{" + string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\"")) + "}";
}
