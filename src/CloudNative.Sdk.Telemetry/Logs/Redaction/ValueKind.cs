namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>How the values of a type are shown.</summary>
internal enum ValueKind
{
    /// <summary>As they are: nothing classified can be in them, as far as anybody knows.</summary>
    Plain,

    /// <summary>Element by element: a collection, a dictionary, a tuple.</summary>
    Elements,

    /// <summary>Member by member.</summary>
    Members,

    /// <summary>An exception, whose text may quote what is classified.</summary>
    Exception,

    /// <summary>Not at all.</summary>
    Classified,
}
