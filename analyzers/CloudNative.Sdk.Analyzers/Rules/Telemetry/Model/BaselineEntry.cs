namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>One line of the telemetry baseline: <c>Shop.Checkout  shop.orders  Counter  {order}  color,size</c>.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Name">The instrument.</param>
/// <param name="Kind">The kind, as <c>Histogram</c>.</param>
/// <param name="Unit">The unit; <c>-</c> for none.</param>
/// <param name="Tags">The keys in order, with commas; <c>-</c> for none.</param>
/// <param name="IsRemoval">Whether the line says that the instrument is gone.</param>
internal sealed record BaselineEntry(string Meter, string Name, string Kind, string Unit, string Tags, bool IsRemoval = false)
{
    /// <summary>What is not known; it is never compared.</summary>
    public const string Unknown = "?";

    public const string None = "-";

    private const string Removal = "*REMOVED*";

    /// <summary>Reads a line; null for an empty line, a comment, and what names no instrument.</summary>
    public static BaselineEntry? Parse(string line)
    {
        var text = line.Trim();
        var isRemoval = text.StartsWith(Removal, StringComparison.Ordinal);
        var fields = (isRemoval ? text.Substring(Removal.Length) : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return text.StartsWith("#", StringComparison.Ordinal) || fields.Length < 2
            ? null
            : new BaselineEntry(fields[0], fields[1], Field(2), Field(3), Field(4), isRemoval);

        string Field(int index) => fields.Length > index ? fields[index] : Unknown;
    }

    public bool IsSameInstrument(BaselineEntry other) => Name == other.Name && Agree(Meter, other.Meter);

    public bool Agrees(BaselineEntry other) => Agree(Kind, other.Kind) && Agree(Unit, other.Unit) && Agree(Tags, other.Tags);

    public override string ToString() => (IsRemoval ? Removal + "  " : "") + string.Join("  ", Meter, Name, Kind, Unit, Tags);

    private static bool Agree(string one, string other) => one == other || one == Unknown || other == Unknown;
}
