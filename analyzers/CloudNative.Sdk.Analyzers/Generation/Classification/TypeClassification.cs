using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>Finds the types that have classified members, or hold such a type somewhere: their own text could show it.</summary>
internal sealed class TypeClassification
{
    private static readonly ConditionalWeakTable<Compilation, TypeClassification> Tables = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, DirectMembers> _direct = new(SymbolEqualityComparer.Default);

    /// <summary>Gets the types of a compilation.</summary>
    public static TypeClassification Of(Compilation compilation) => Tables.GetValue(compilation, static _ => new TypeClassification());

    /// <summary>Gets the classified members of a type and its bases by name.</summary>
    public IReadOnlyDictionary<string, DataClass> MembersOf(INamedTypeSymbol type)
    {
        var members = new SortedDictionary<string, DataClass>(StringComparer.Ordinal);
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in Direct(current).Classified)
            {
                members[member.Key] = DataClasses.Max(member.Value, members.TryGetValue(member.Key, out var known) ? known : DataClass.None);
            }
        }

        return members;
    }

    /// <summary>Returns whether anything that a type holds, directly or through others, is classified.</summary>
    public bool IsClassified(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        open.Push(type.OriginalDefinition);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            var direct = Direct(current);
            if (direct.Classified.Count > 0 || (direct.IsWhole && !SymbolEqualityComparer.Default.Equals(current, type.OriginalDefinition)))
            {
                return true;
            }

            foreach (var held in direct.Held)
            {
                open.Push(held);
            }
        }

        return false;
    }

    private DirectMembers Direct(INamedTypeSymbol type) => _direct.GetOrAdd(type.OriginalDefinition, static key => DirectMembers.Read(key));
}
