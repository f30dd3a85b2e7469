using System.Reflection;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Core;

/// <summary>Holds what the build recorded about the service: its meters, activity sources, health checks, clients and so on.</summary>
/// <remarks>Immutable. The source generator of CloudNative.Sdk.Analyzers writes the facts; without it there are none.</remarks>
public sealed class ServiceFacts
{
    private ServiceFacts(IReadOnlyList<ServiceFact> all) => All = all;

    /// <summary>Gets every fact in the order of the assembly.</summary>
    public IReadOnlyList<ServiceFact> All { get; }

    /// <summary>Reads the facts of an assembly.</summary>
    /// <param name="assembly">The application's assembly, which also holds the facts of the assemblies that it references.</param>
    /// <returns>The facts; none when <paramref name="assembly"/> is <see langword="null"/>.</returns>
    public static ServiceFacts Read(Assembly? assembly) => new(
    [
        .. (assembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .Select(metadata => Fact.TryParse(metadata.Key, metadata.Value))
            .OfType<Fact>()
            .Select(fact => new ServiceFact(fact)),
    ]);

    /// <summary>Gets the facts of one kind.</summary>
    /// <param name="kind">The kind, as <c>meter</c>.</param>
    /// <returns>The facts in the order of the assembly.</returns>
    public IEnumerable<ServiceFact> OfKind(string kind) => All.Where(fact => fact.Kind == kind);
}
