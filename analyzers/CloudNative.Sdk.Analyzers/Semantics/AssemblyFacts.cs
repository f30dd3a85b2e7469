using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Reads the facts that compiled assemblies state about themselves.</summary>
internal static class AssemblyFacts
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "Windows.", "mscorlib", "netstandard", "WindowsBase"];

    /// <summary>Returns whether an assembly belongs to .NET.</summary>
    public static bool IsFramework(string name) => name == "System" || FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Gets the facts of every referenced assembly that is no program and not part of .NET; each says with <c>from</c> where it comes from.</summary>
    public static IEnumerable<Fact> OfReferences(Compilation compilation, CancellationToken cancellation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => !IsFramework(assembly.Name)).SelectMany(assembly => Of(assembly, cancellation));

    private static IEnumerable<Fact> Of(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var facts = assembly.GetAttributes().Select(Parse).OfType<Fact>().ToList();

        // A referenced program is a service of its own: what it listens on and calls says nothing about this one.
        return facts.Any(fact => fact.Kind == FactKinds.Program)
            ? []
            : facts.Select(fact => fact["from"] is null ? fact.With("from", assembly.Name) : fact);
    }

    private static Fact? Parse(AttributeData attribute) =>
        attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments.Length: 2 }
            ? Fact.TryParse(attribute.ConstructorArguments[0].Value as string, attribute.ConstructorArguments[1].Value as string)
            : null;
}
