using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells code that runs again and again from code that runs once, while the program starts.</summary>
internal sealed class CallFrequency(KnownSymbols symbols, CancellationToken cancellation)
{
    private static readonly string[] StartUpNames =
        ["Main", "Init", "Configure", "Setup", "SetUp", "Startup", "Warm", "OnStart", "OnModule", "Register", "StartAsync", "StartingAsync", "StartedAsync", "ExecuteAsync"];

    private static readonly HashSet<string> StartUpTypes = new(StringComparer.Ordinal)
    {
        "IServiceCollection", "IApplicationBuilder", "WebApplication", "WebApplicationBuilder", "IHostBuilder", "IHostApplicationBuilder", "HostApplicationBuilder", "IEndpointRouteBuilder",
        "MeterProviderBuilder", "TracerProviderBuilder", "IOpenTelemetryBuilder", "OpenTelemetryBuilder",
    };

    private static readonly string[] PerItemCalls = ["ForEach", "Select", "Map", "Use", "AddScoped", "AddTransient", "TryAddScoped", "TryAddTransient"];
    private static readonly string[] OnceCalls = ["Add", "TryAdd", "With", "Configure", "PostConfigure", "Register", "GetOrAdd", "UnsafeRegister", "Create"];

    /// <summary>Names what runs again and again around an operation; null where that is not certain.</summary>
    public string? RepeatedAround(IOperation operation, ISymbol member)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IForEachLoopOperation each when each.Collection == child:
                case IForLoopOperation counted when counted.Before.Contains(child):
                    break;
                case ILoopOperation:
                    return $"the loop in '{NameOf(member)}'";
                case ILocalFunctionOperation local:
                    return IsStartUp(local.Symbol) ? null : $"'{local.Symbol.Name}'";
                case IAnonymousFunctionOperation lambda when Repeats(lambda) is { } repeats:
                    return repeats ? $"the lambda in '{NameOf(member)}'" : null;
            }
        }

        return member is IMethodSymbol method && RunsOften(method) ? method.MethodKind == MethodKind.PropertyGet ? $"the getter of '{NameOf(member)}'" : $"'{NameOf(member)}'" : null;
    }

    private static string NameOf(ISymbol member)
    {
        var named = member is IMethodSymbol { AssociatedSymbol: { } property } ? property : member;
        return member is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } || (!member.CanBeReferencedByName && named.Is(member))
            ? member.ContainingType?.Name is { Length: > 0 } type && type[0] != '<' ? type : "Program"
            : named.ContainingType.Name + "." + named.Name;
    }

    // True and false are certain; null says that the lambda runs as often as what is around it.
    private static bool? Repeats(IAnonymousFunctionOperation lambda)
    {
        var value = lambda.Parent;
        while (value is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        if (value is not IArgumentOperation { Parent: { } taker })
        {
            return value is not IInvalidOperation;
        }

        var name = taker is IInvocationOperation call ? call.TargetMethod.Name : "";
        if (taker is IObjectCreationOperation creation)
        {
            return creation.Type?.Name == "Lazy" ? false : null;
        }

        if (StartsWithAny(name, PerItemCalls))
        {
            return true;
        }

        return StartsWithAny(name, OnceCalls) ? false : lambda.Symbol.Parameters.Any(parameter => parameter.Type.Name != nameof(CancellationToken)) ? true : null;
    }

    private bool RunsOften(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.PropertyGet => true,
        MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.UserDefinedOperator => !IsStartUp(method) && !(method.DeclaredAccessibility == Accessibility.Private && IsCalledAtStartOnly(method)),
        _ => false,
    };

    private static bool IsStartUp(IMethodSymbol method) =>
        method.Name[0] == '<' || StartsWithAny(method.Name, StartUpNames) || method.Parameters.Any(parameter => StartUpTypes.Contains(parameter.Type.Name));

    // Every mention of the method in its type stands in a constructor, an initializer, or a method that runs at start, outside of loops and lambdas.
    private bool IsCalledAtStartOnly(IMethodSymbol method)
    {
        var found = false;
        foreach (var reference in method.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == method.Name)
                {
                    found = true;
                    if (!StandsAtStart(name))
                    {
                        return false;
                    }
                }
            }
        }

        return found;
    }

    private bool StandsAtStart(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return false;
                case ConstructorDeclarationSyntax or FieldDeclarationSyntax or GlobalStatementSyntax:
                    return true;
                case PropertyDeclarationSyntax property:
                    return property.Initializer is not null;
                case MethodDeclarationSyntax method:
                    return symbols.Compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method, cancellation) is IMethodSymbol symbol && IsStartUp(symbol);
            }
        }

        return false;
    }

    private static bool StartsWithAny(string name, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
