using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells a catch-all from a catch that knows what it expects.</summary>
internal static class CatchAll
{
    /// <summary>
    /// Returns whether the clause takes every failure: <c>catch</c>, <c>catch (Exception)</c> or <c>catch (SystemException)</c> without a filter.
    /// An unknown type is not one.
    /// </summary>
    public static bool IsCatchAll(this ICatchClauseOperation clause, KnownSymbols symbols) => clause.Filter is null && clause.NamesEveryFailure(symbols);

    /// <summary>Returns whether the clause names every failure, whatever its filter says.</summary>
    public static bool NamesEveryFailure(this ICatchClauseOperation clause, KnownSymbols symbols) =>
        clause.Syntax is CatchClauseSyntax { Declaration: null }
        || clause.ExceptionType.Is(symbols.Exception)
        || clause.ExceptionType.Is(symbols.Find("System.SystemException"));
}
