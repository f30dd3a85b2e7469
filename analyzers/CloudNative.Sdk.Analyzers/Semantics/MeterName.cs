using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Reads the names of meters and activity sources where they are created, and follows variables to that place.</summary>
internal static class MeterName
{
    private const int MaxSteps = 4;

    /// <summary>
    /// Gets the name that a creation gives: <c>new Meter(name)</c>, <c>new ActivitySource(name)</c>, <c>IMeterFactory.Create(options)</c>,
    /// <c>MeterFactoryExtensions.Create(name, version, tags)</c>. Null for another operation, or where the name is not constant.
    /// </summary>
    public static string? OfCreation(IOperation created, KnownSymbols symbols, CancellationToken cancellation) => NameArgument(created, symbols) is { } name
        ? In(name, symbols, cancellation)
        : null;

    /// <summary>Gets what a creation takes its name from; null for another operation.</summary>
    public static IOperation? NameArgument(IOperation created, KnownSymbols symbols) => created switch
    {
        IObjectCreationOperation { Arguments.Length: > 0 } creation when creation.Type.Is(symbols.Meter) || creation.Type.Is(symbols.ActivitySource) => creation.Arguments[0].Value,
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType: var type } } call when type.IsOrInherits(symbols.MeterFactory) || type.Is(symbols.MeterFactoryExtensions) =>
            call.Argument("name") ?? call.Argument("options"),
        _ => null,
    };

    /// <summary>Follows a reference to the creation of the meter or source; the symbol is the last variable on the way, null for none.</summary>
    public static (string? Name, ISymbol? Variable) Behind(IOperation? reference, KnownSymbols symbols, CancellationToken cancellation)
    {
        ISymbol? variable = null;
        for (var step = 0; reference is not null && step < MaxSteps; step++)
        {
            var value = reference.Unwrap();
            if (NameArgument(value, symbols) is { } name)
            {
                return (In(name, symbols, cancellation), variable);
            }

            if (value.ReferencedSymbol() is not { } symbol)
            {
                return (null, null);
            }

            variable = symbol;
            reference = AssignedValue.Of(symbol, symbols.Compilation, cancellation);
        }

        return (null, variable);
    }

    // A name, or options that hold one.
    private static string? In(IOperation value, KnownSymbols symbols, CancellationToken cancellation) => value.Unwrap() switch
    {
        IObjectCreationOperation { Arguments.Length: > 0 } options when options.Type.Is(symbols.MeterOptions) || options.Type.Is(symbols.ActivitySourceOptions) =>
            ConstantText.Of(options.Arguments[0].Value, cancellation),
        IObjectCreationOperation => null,
        _ => ConstantText.Of(value, cancellation),
    };
}
