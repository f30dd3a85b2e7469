using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>One fact in its stored form.</summary>
internal sealed record StoredFact(string Kind, string Value);

/// <summary>What the compilation as a whole says: whether it is a program, and what the assemblies it references state.</summary>
internal sealed record ReferencedFacts(bool IsProgram, bool ReferencesHosting, EquatableArray<StoredFact> Facts)
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "Windows.", "mscorlib", "netstandard", "WindowsBase"];

    public static ReferencedFacts Read(Compilation compilation, CancellationToken cancellation)
    {
        var isProgram = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
        var referencesHosting = KnownSymbols.Of(compilation).HostApplicationBuilder is not null;

        // Only a program hands facts on, so that a reader needs no other file than the program's.
        var facts = isProgram
            ? compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => !IsFramework(assembly.Name)).SelectMany(assembly => FactsOf(assembly, cancellation)).ToArray()
            : [];
        return new ReferencedFacts(isProgram, referencesHosting, new(facts));
    }

    /// <summary>Returns whether an assembly belongs to .NET.</summary>
    public static bool IsFramework(string name) => name == "System" || FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<StoredFact> FactsOf(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var facts = assembly.GetAttributes().Select(Parse).OfType<Fact>().ToList();

        // A referenced program is a service of its own: what it listens on and calls says nothing about this one.
        return facts.Any(fact => fact.Kind == FactKinds.Program)
            ? []
            : facts.Select(fact => new StoredFact(fact.Kind, (fact["from"] is null ? fact.With("from", assembly.Name) : fact).ToString()));
    }

    private static Fact? Parse(AttributeData attribute) =>
        attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments.Length: 2 }
            ? Fact.TryParse(attribute.ConstructorArguments[0].Value as string, attribute.ConstructorArguments[1].Value as string)
            : null;
}
