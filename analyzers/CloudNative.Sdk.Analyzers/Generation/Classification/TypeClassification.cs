using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>Finds the types that have classified members, or hold such a type somewhere: their own text could show it.</summary>
internal sealed class TypeClassification(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, TypeClassification> Tables = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, DirectMembers> _direct = new(SymbolEqualityComparer.Default);
    private readonly DerivedTypes _derived = new(compilation);

    /// <summary>Gets the types of a compilation.</summary>
    public static TypeClassification Of(Compilation compilation) => Tables.GetValue(compilation, static key => new TypeClassification(key));

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

    /// <summary>Returns whether all classified members are public, so that to show the public ones shows what is classified as such.</summary>
    public static bool ArePublic(INamedTypeSymbol type, IEnumerable<string> members)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null; current = current.BaseType)
        {
            names.UnionWith(current.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol && member.DeclaredAccessibility == Accessibility.Public).Select(member => member.Name));
        }

        return members.All(names.Contains);
    }

    /// <summary>Returns whether anything that a type holds, directly or through others, is classified or may be.</summary>
    public bool IsClassified(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var start = type.OriginalDefinition;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        open.Push(start);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            var direct = Direct(current);
            if (direct.Classified.Count > 0 || direct.IsOpen || (direct.IsWhole && !SymbolEqualityComparer.Default.Equals(current, start)))
            {
                return true;
            }

            foreach (var below in direct.Bases)
            {
                open.Push(below);
            }

            // A member may hold a value of any type that derives from its own.
            foreach (var held in direct.Held)
            {
                open.Push(held);
                foreach (var derived in _derived.Of(held))
                {
                    open.Push(derived);
                }
            }
        }

        return false;
    }

    private DirectMembers Direct(INamedTypeSymbol type) => _direct.GetOrAdd(type.OriginalDefinition, static key => DirectMembers.Read(key));
}
