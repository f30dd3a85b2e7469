using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>One fact in its stored form.</summary>
internal sealed record StoredFact(string Kind, string Value);

/// <summary>What the compilation as a whole says: whether it is a program, and what the assemblies it references state.</summary>
internal sealed record ReferencedFacts(bool IsProgram, bool ReferencesHosting, EquatableArray<StoredFact> Facts)
{
    public static ReferencedFacts Read(Compilation compilation, CancellationToken cancellation)
    {
        var isProgram = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
        var referencesHosting = KnownSymbols.Of(compilation).HostApplicationBuilder is not null;

        // Only a program hands facts on, so that a reader needs no other file than the program's.
        var facts = isProgram
            ? AssemblyFacts.OfReferences(compilation, cancellation).Select(fact => new StoredFact(fact.Kind, fact.ToString())).ToArray()
            : [];
        return new ReferencedFacts(isProgram, referencesHosting, new(facts));
    }
}
