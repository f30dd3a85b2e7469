using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Adds tags to a span that are not there yet; the common span has none, which makes the search for them needless.</summary>
internal readonly ref struct NewTags(Activity span)
{
    private readonly bool _isBare = !span.EnumerateTagObjects().MoveNext();

    public void Add(string name, object? value)
    {
        if (value is not null && (_isBare || span.GetTagItem(name) is null))
        {
            span.AddTag(name, value);
        }
    }
}
