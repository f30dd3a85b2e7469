using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4002.</summary>
internal sealed class LongLivedClientRule() : Rule(ResiliencyRules.LongLivedClient)
{
    private const string Lifetime = "PooledConnectionLifetime";

    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.LongLivedClient.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var singletons = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var candidates = new ConcurrentBag<(Location Location, string Name, INamedTypeSymbol? Owner)>();
        registry.OnExtensionOf(symbols.ServiceCollection, (_, call) =>
        {
            if (call.TargetMethod.Name is "AddSingleton" or "TryAddSingleton" or "AddHostedService")
            {
                foreach (var type in call.TargetMethod.TypeArguments)
                {
                    singletons[type.ToDisplayString()] = true;
                }
            }
        });
        registry.OnCreation(symbols.HttpClient, (_, creation) =>
        {
            if (KeepsAddresses(creation) && ClientKeeper.Of(creation, symbols) is { } keeper && !creation.Syntax.ToString().Contains(Lifetime) && !(keeper.Member is not null && SetsLifetime(creation.Syntax)))
            {
                candidates.Add((creation.Syntax.GetLocation(), keeper.Member?.Name ?? "HttpClient", keeper.Member is { IsStatic: false } member ? member.ContainingType : null));
            }
        });
        registry.OnEnd(context =>
        {
            foreach (var (location, name, owner) in candidates)
            {
                if (owner is null || owner.IsOrInherits(symbols.HostedService) || singletons.ContainsKey(owner.ToDisplayString()))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, name));
                }
            }
        });
    }

    // new HttpClient(), or one with a handler made on the spot that sets no lifetime.
    private static bool KeepsAddresses(IObjectCreationOperation creation)
    {
        if (creation.Initializer?.Syntax.ToString() is { } settings && (settings.Contains("localhost") || settings.Contains("127.0.0.1")))
        {
            return false;
        }

        return creation.Arguments.Length == 0
            || creation.Argument("handler")?.Unwrap() is IObjectCreationOperation { Type.Name: "SocketsHttpHandler" or "HttpClientHandler" };
    }

    private static bool SetsLifetime(SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().Any(inner => inner is IdentifierNameSyntax { Identifier.ValueText: Lifetime }) == true;
}
