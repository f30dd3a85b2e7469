using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics.Bounds;

/// <summary>Names that say that a value identifies one of many.</summary>
internal static class BoundNames
{
    // Things of which a service has few.
    private static readonly string[] Few =
    [
        "shard", "partition", "region", "zone", "node", "process", "thread", "event", "type", "kind", "category", "status", "state", "language", "culture", "currency", "country",
        "locale", "timezone", "worker", "queue", "topic", "rule", "plan", "tier", "template", "schema", "pool", "slot", "stage", "step", "error", "code",
        "datacenter", "availability", "cluster", "replica", "broker", "provider", "service", "application", "app", "model", "version", "build", "feature", "pipeline",
    ];

    /// <summary>Returns whether a symbol is called <c>Id</c> or <c>...Id</c> and has a type of identifiers.</summary>
    public static bool IsIdentifier(ISymbol symbol, ITypeSymbol? type) => IsIdentifierName(symbol.Name) && IsIdentifierType(type) && !IsFew(symbol);

    private static bool IsIdentifierName(string name) =>
        name is "Id" or "id" or "ID" or "_id" || (name.Length > 2 && (name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal)) && char.IsLower(name[name.Length - 3]));

    private static bool IsIdentifierType(ITypeSymbol? type)
    {
        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return plain?.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
            || plain is { Name: "Guid" };
    }

    // shardId, Shard.Id, Environment.ProcessId.
    private static bool IsFew(ISymbol symbol)
    {
        var name = symbol.Name.Length <= 3 ? (symbol is IPropertySymbol or IFieldSymbol ? symbol.ContainingType.Name : "") : symbol.Name.Substring(0, symbol.Name.Length - 2);
        foreach (var word in Few)
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
