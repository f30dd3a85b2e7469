using CloudNative.Sdk.Analyzers.Semantics.Tags;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>One place that records on an instrument.</summary>
/// <param name="Instrument">The variable that holds the instrument.</param>
/// <param name="Call">The call.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record ModelRecording(ISymbol Instrument, IInvocationOperation Call, TagSet Tags)
{
    public Location Location => (Call.Syntax.Parent is ConditionalAccessExpressionSyntax access ? access : Call.Syntax).GetLocation();
}
