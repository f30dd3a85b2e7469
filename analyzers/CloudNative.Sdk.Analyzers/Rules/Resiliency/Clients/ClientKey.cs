using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>The HTTP client that a registration is about: typed, named, or every one.</summary>
internal sealed class ClientKey
{
    public IReadOnlyList<ITypeSymbol> Types { get; private set; } = [];

    public string? Name { get; private set; }

    public bool IsEvery { get; private set; }

    public static ClientKey Every { get; } = new() { IsEvery = true };

    /// <summary>Gets the client as a person would call it.</summary>
    public string Shown => IsEvery ? "every client" : Types.Count > 0 ? Types[Types.Count - 1].Name : Name ?? "";

    /// <summary>Finds the client to whose builder a call is chained; null where it cannot be told.</summary>
    public static ClientKey? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var on = call.CalledOn();
        var typed = new List<ITypeSymbol>();
        for (var step = 0; step < 32; step++)
        {
            switch (on)
            {
                case InvocationExpressionSyntax inner when Registered(inner, model, cancellation) is { } key:
                    return typed.Count == 0 ? key : new ClientKey { Types = [.. key.Types, .. typed], Name = key.Name };
                case InvocationExpressionSyntax inner:
                    if (inner.CalledName() == "AddTypedClient")
                    {
                        typed.AddRange(TypesOf(inner, model, cancellation));
                    }

                    on = inner.CalledOn();
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    on = parenthesized.Expression;
                    break;
                case IdentifierNameSyntax name:
                    var symbol = model.GetSymbolInfo(name, cancellation).Symbol;
                    if (symbol is IParameterSymbol)
                    {
                        return IsOfDefaults(call, name.Identifier.ValueText) ? Every : null;
                    }

                    on = symbol is ILocalSymbol ? AssignedValue.Of(symbol, model.Compilation, cancellation)?.Syntax as ExpressionSyntax : null;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Reads <c>AddHttpClient</c> and what is like it.</summary>
    public static ClientKey? Registered(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (call.CalledName() is not ("AddHttpClient" or "AddGrpcClient" or "AddRefitClient"))
        {
            return null;
        }

        var name = call.ArgumentList.Arguments.Count > 0 ? model.GetConstantValue(call.ArgumentList.Arguments[0].Expression, cancellation).Value as string : null;
        var types = TypesOf(call, model, cancellation);
        return name is null && types.Count == 0 ? null : new ClientKey { Types = types, Name = name };
    }

    /// <summary>Returns whether the factory makes the client under a name: a typed one has that of its type unless it is given another.</summary>
    public bool IsNamed(string name) => Name == name || (Name is null && Types.Count > 0 && Types[0].Name == name);

    /// <summary>Returns whether the client is handed to instances of the class, itself or by what it derives from.</summary>
    public bool Serves(INamedTypeSymbol type)
    {
        foreach (var served in Types)
        {
            for (var current = served; current is not null; current = current.BaseType)
            {
                if (current.SpecialType != SpecialType.System_Object && current.Is(type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static List<ITypeSymbol> TypesOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic }
            ? generic.TypeArgumentList.Arguments.Select(type => model.GetTypeInfo(type, cancellation).Type).OfType<ITypeSymbol>().ToList()
            : [];

    private static bool IsOfDefaults(SyntaxNode call, string parameter) => call.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(function =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax outer } && outer.CalledName() == "ConfigureHttpClientDefaults"
        && function switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText == parameter,
            ParenthesizedLambdaExpressionSyntax full => full.ParameterList.Parameters.Any(declared => declared.Identifier.ValueText == parameter),
            _ => false,
        });
}
