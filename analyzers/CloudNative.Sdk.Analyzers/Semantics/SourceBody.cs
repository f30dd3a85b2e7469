using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds what a method of this compilation does.</summary>
internal static class SourceBody
{
    /// <summary>Returns the body; null for a method without one or of another assembly.</summary>
    public static IOperation? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var declaration = (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return declaration is MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } or LocalFunctionStatementSyntax
            ? compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation)
            : null;
    }
}
