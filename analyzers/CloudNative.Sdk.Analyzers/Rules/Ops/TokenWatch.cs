using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>Tells whether a loop can notice that the host stops. Any token counts but those that nobody outside can cancel.</summary>
internal sealed class TokenWatch(KnownSymbols symbols, CancellationToken cancellation)
{
    public bool RegistersCallback(IOperation body) => body.Descendants().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name is "Register" or "UnsafeRegister" && call.TargetMethod.ContainingType.Is(symbols.CancellationToken));

    public bool IsWatchedIn(IOperation loop) => loop.Descendants().Any(Watches);

    private bool Watches(IOperation operation)
    {
        if (operation is IInvocationOperation call && call.TargetMethod.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && UsesTokenItself(call.TargetMethod))
        {
            return true;
        }

        // A fresh source, asked or handed on, is seen through its creation.
        if (operation.Type.Is(symbols.CancellationTokenSource))
        {
            return operation is ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation && !IsPrivateSource(operation);
        }

        return operation.Type.Is(symbols.CancellationToken) && operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } } => false,
            IPropertyReferenceOperation { Instance: { } source } when source.Type.Is(symbols.CancellationTokenSource) => !IsPrivateSource(source),
            ILocalReferenceOperation local => !IsDeadCopy(local.Local),
            IDefaultValueOperation or IObjectCreationOperation or ILiteralOperation or IConversionOperation => false,
            IArgumentOperation => false,
            _ => true,
        };
    }

    // var token = CancellationToken.None; var token = timeout.Token;
    private bool IsDeadCopy(ILocalSymbol local) => AssignedValue.Of(local, symbols.Compilation, cancellation)?.Unwrap() switch
    {
        IDefaultValueOperation => true,
        IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } } => true,
        IPropertyReferenceOperation { Instance: { } source } when source.Type.Is(symbols.CancellationTokenSource) => IsPrivateSource(source),
        _ => false,
    };

    // using var timeout = new CancellationTokenSource(limit): not linked to anything, and cancelled by nobody in this code.
    private bool IsPrivateSource(IOperation source) =>
        source.Unwrap() is ILocalReferenceOperation { Local: var local }
        && AssignedValue.Of(local, symbols.Compilation, cancellation)?.Unwrap() is IObjectCreationOperation
        && !CancelledSomewhere(local);

    private bool CancelledSomewhere(ILocalSymbol source) =>
        source.DeclaringSyntaxReferences[0].GetSyntax(cancellation).FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == source.Name
                && access.Name.Identifier.ValueText is "Cancel" or "CancelAsync" or "CancelAfter") != false;

    // A method of this code that looks at a token it did not get from the loop: a copy kept in a field.
    private bool UsesTokenItself(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration)
        {
            return false;
        }

        var model = symbols.Compilation.GetSemanticModel(declaration.SyntaxTree);
        return declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => model.GetSymbolInfo(name, cancellation).Symbol switch
        {
            IFieldSymbol field => IsToken(field.Type),
            IPropertySymbol { IsStatic: false } property => IsToken(property.Type) && property.ContainingType.Is(method.ContainingType),
            IParameterSymbol parameter => IsToken(parameter.Type) && !parameter.ContainingSymbol.Is(method),
            _ => false,
        });
    }

    private bool IsToken(ITypeSymbol type) => type.Is(symbols.CancellationToken) || type.Is(symbols.CancellationTokenSource);
}
