using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>What makes two instruments of one name the same instrument.</summary>
/// <param name="Kind">As <c>Histogram</c>.</param>
/// <param name="Type">The type of the values, as C# names it.</param>
/// <param name="Unit">Empty for none, null where it is not known.</param>
/// <param name="Description">Empty for none, null where it is not known.</param>
internal sealed record InstrumentShape(string Kind, string Type, string? Unit, string? Description)
{
    public static InstrumentShape Of(InstrumentDefinition definition) => new(
        definition.Kind,
        definition.ValueType.ToDisplayString(),
        definition.HasUnknownUnit ? null : definition.Unit ?? "",
        definition.Description ?? (definition.Call.Argument("description") is null ? "" : null));

    /// <summary>Reads a fact; what it does not state is not known.</summary>
    public static InstrumentShape Of(Fact fact) => new(fact["kind"] ?? "", fact["type"] ?? "", fact["unit"], fact["description"]);

    public bool Contradicts(InstrumentShape other) => Kind != other.Kind || Type != other.Type || Differ(Unit, other.Unit) || Differ(Description, other.Description);

    /// <summary>Shows what tells it from another.</summary>
    public string ShownAgainst(InstrumentShape other)
    {
        var shown = $"{Kind}<{Type}>";
        if (Differ(Unit, other.Unit))
        {
            shown += Unit!.Length == 0 ? " without unit" : $" with unit '{Unit}'";
        }

        if (Differ(Description, other.Description))
        {
            shown += Description!.Length == 0 ? " without description" : $" described as '{Description}'";
        }

        return shown;
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}
