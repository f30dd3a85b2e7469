using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Generation;
using CloudNative.Sdk.Analyzers.Generation.Sources;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>The checks, endpoints and SDK features of one compilation, collected concurrently.</summary>
internal sealed class ProbeModel(KnownSymbols symbols)
{
    private static readonly char[] PathSeparators = ['/', '-', '_', '.'];

    private readonly RemoteTypes _remote = new(symbols);
    private readonly ConcurrentQueue<RegisteredCheck> _checks = new();
    private readonly ConcurrentQueue<ProbeEndpoint> _endpoints = new();
    private volatile bool _hasSdkProbes;

    /// <summary>Gets the checks in the order of the source.</summary>
    public IEnumerable<RegisteredCheck> Checks => _checks.OrderBy(check => check.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(check => check.Location.SourceSpan.Start);

    public IReadOnlyCollection<ProbeEndpoint> Endpoints => _endpoints;

    /// <summary>Gets whether the SDK serves the probes itself: its liveness probe runs what is tagged <c>live</c>.</summary>
    public bool HasSdkProbes => _hasSdkProbes;

    public void AddFeature(IInvocationOperation call)
    {
        if (SdkCalls.FeatureOf(call.TargetMethod, symbols) is "all" or "health")
        {
            _hasSdkProbes = true;
        }
    }

    public void AddCheck(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.Name.StartsWith("Add", StringComparison.Ordinal))
        {
            return;
        }

        var cancellation = context.CancellationToken;
        var tags = call.TargetMethod.Parameters.Any(parameter => parameter.Name == "tags") ? ConstantTags.Of(call.Argument("tags"), cancellation) : null;
        var name = ConstantText.Of(call.Argument("name") ?? call.Argument("service"), cancellation);
        _checks.Enqueue(new RegisteredCheck(name, tags, IsRemote(call, cancellation), call.Syntax.GetLocation()));
    }

    /// <summary>Takes a registration whose package is absent: its name says what it asks, or the class of the check does.</summary>
    public void AddUnbound(OperationAnalysisContext context, IInvalidOperation operation)
    {
        if (operation.Syntax is not InvocationExpressionSyntax call || operation.SemanticModel is not { } model)
        {
            return;
        }

        var isRemote = RemoteTypes.IsRemoteRegistration(call.CalledName() ?? "")
            || (call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } types } }
                && model.GetTypeInfo(types[0], context.CancellationToken).Type is INamedTypeSymbol check && _remote.IsRemoteCheck(check, context.CancellationToken));
        if (isRemote && UnboundCheck.Of(call, isRemote, model, symbols, context.CancellationToken) is { } found)
        {
            _checks.Enqueue(found);
        }
    }

    public void AddEndpoint(OperationAnalysisContext context, IInvocationOperation call)
    {
        var cancellation = context.CancellationToken;
        var path = ConstantText.Of(PathArgument(call), cancellation);
        var words = HealthRules.LivePaths.Words(context.Options.AnalyzerConfigOptionsProvider, call.Syntax.SyntaxTree);
        _endpoints.Enqueue(new ProbeEndpoint(path, PredicateOf(call, cancellation), IsLive(path, words), call.Syntax.GetLocation()));
    }

    /// <summary>Reads what referenced libraries state about their registrations.</summary>
    public IEnumerable<RegisteredCheck> ReferencedChecks(CancellationToken cancellation)
    {
        foreach (var stored in ReferencedFacts.Read(symbols.Compilation, cancellation).Facts)
        {
            if (stored.Kind == FactKinds.HealthCheck && Fact.TryParse(Fact.KeyPrefix + stored.Kind, stored.Value) is { } fact)
            {
                var isRemote = fact["service"] is not null || (fact["type"] is { } type && symbols.Find(type) is { } check && _remote.IsRemoteCheck(check, cancellation));
                yield return new RegisteredCheck(fact["name"], fact["unknown"] == "tag" ? null : [.. fact.All("tag")], isRemote, Location.None);
            }
        }
    }

    private bool IsRemote(IInvocationOperation call, CancellationToken cancellation)
    {
        if (RemoteTypes.IsRemoteRegistration(call.TargetMethod.Name))
        {
            return true;
        }

        return HealthCheckFacts.TypeOf(call) is { } type
            ? _remote.IsRemoteCheck(type, cancellation)
            : call.Argument("check")?.Unwrap() is IAnonymousFunctionOperation code && _remote.UsesRemote(code.Syntax, cancellation);
    }

    private static IOperation? PathArgument(IInvocationOperation call)
    {
        var path = call.Argument("pattern") ?? call.Argument("path");
        return path is IConversionOperation { OperatorMethod: not null } conversion ? conversion.Operand : path;
    }

    private CheckPredicate PredicateOf(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.Argument("options") is not { } options)
        {
            return CheckPredicate.All;
        }

        var value = options.ReferencedSymbol() is ILocalSymbol or IFieldSymbol ? AssignedValue.Of(options.ReferencedSymbol()!, symbols.Compilation, cancellation)?.Unwrap() : options.Unwrap();
        if (value is not IObjectCreationOperation creation || !creation.Type.Is(symbols.HealthCheckOptions) || (options.ReferencedSymbol() is not null && creation.Initializer is null))
        {
            return CheckPredicate.Unknown;
        }

        var predicate = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Predicate" });
        return predicate is null ? CheckPredicate.All : CheckPredicate.Of(predicate.Value);
    }

    // A word of the path, so that "/delivery" is no liveness endpoint; "/healthz/ready" says itself what it is.
    private static bool IsLive(string? path, string[] words)
    {
        var parts = path?.Split(PathSeparators, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Any(part => words.Contains(part, StringComparer.OrdinalIgnoreCase))
            && !parts.Any(part => part.StartsWith("ready", StringComparison.OrdinalIgnoreCase) || part.StartsWith("readiness", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("start", StringComparison.OrdinalIgnoreCase));
    }
}
