using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>A place that takes a value.</summary>
/// <param name="At">The argument, assignment or initializer.</param>
/// <param name="Name">The parameter or property; empty where its call does not bind.</param>
/// <param name="Owner">The method or type that is called, as written where it does not bind; the containing type of a property.</param>
/// <param name="IsDefault">Whether the value stands in for one that is not configured.</param>
internal readonly record struct ValueSink(IOperation At, string Name, string Owner, bool IsDefault)
{
    public bool IsBound => Name.Length > 0;
}
