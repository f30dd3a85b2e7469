namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>How the values of one type are shown.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Classification">What a value is as a whole, where the kind is <see cref="ValueKind.Classified"/>.</param>
/// <param name="Members">The public members, where the kind is <see cref="ValueKind.Members"/>.</param>
/// <param name="IsPartial">Whether there are members that are not shown.</param>
internal sealed record ValueShape(ValueKind Kind, Classification Classification, ValueMember[] Members, bool IsPartial = false)
{
    public static readonly ValueShape Plain = new(ValueKind.Plain, Classification.None, []);
    public static readonly ValueShape Elements = new(ValueKind.Elements, Classification.None, []);
    public static readonly ValueShape Exception = new(ValueKind.Exception, Classification.None, []);

    public static ValueShape Whole(Classification classification) => new(ValueKind.Classified, classification, []);
}
