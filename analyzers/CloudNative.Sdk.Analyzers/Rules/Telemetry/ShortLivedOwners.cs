using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>Meters and sources that an instance makes for itself, and the types of which there is an instance for each request or use.</summary>
internal sealed class ShortLivedOwners(DiagnosticDescriptor descriptor)
{
    private static readonly string[] PerRequestBases = ["ControllerBase", "PageModel", "Hub"];

    private readonly ConcurrentQueue<(IOperation Creation, INamedTypeSymbol Owner, string Subject)> _creations = new();
    private readonly ConcurrentDictionary<ISymbol, bool> _shortLived = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _shared = new(SymbolEqualityComparer.Default);

    /// <summary>Remembers a creation in a constructor or in the initializer of an instance member.</summary>
    public void AddCreation(IOperation creation, ISymbol member, string subject)
    {
        if (!member.IsStatic && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Constructor })
        {
            _creations.Enqueue((creation, member.ContainingType, subject));
        }
    }

    public void Read(IInvocationOperation call)
    {
        var set = call.TargetMethod.Name switch
        {
            "AddScoped" or "AddTransient" or "TryAddScoped" or "TryAddTransient" or "AddHttpClient" => _shortLived,
            "AddSingleton" or "TryAddSingleton" or "AddHostedService" => _shared,
            _ => null,
        };
        if (set is not null && call.TargetMethod.TypeArguments.LastOrDefault() is INamedTypeSymbol type)
        {
            set.TryAdd(type.OriginalDefinition, true);
        }
    }

    public void Report(CompilationAnalysisContext context)
    {
        foreach (var (creation, owner, subject) in _creations)
        {
            if (IsPerRequest(owner) || (_shortLived.ContainsKey(owner.OriginalDefinition) && !_shared.ContainsKey(owner.OriginalDefinition)))
            {
                context.ReportDiagnostic(Diagnostic.Create(descriptor, creation.Syntax.GetLocation(), subject, $"the constructor of the short-lived '{owner.Name}'"));
            }
        }
    }

    private static bool IsPerRequest(INamedTypeSymbol owner)
    {
        for (var current = owner.BaseType; current is not null; current = current.BaseType)
        {
            if (Array.IndexOf(PerRequestBases, current.Name) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
