using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Folds an expression of type <see cref="TimeSpan"/> to the duration it always has, or null.</summary>
internal static class ConstantDuration
{
    public static TimeSpan? Of(IOperation? operation, CancellationToken cancellation) => operation?.Unwrap() switch
    {
        IInvocationOperation call when call.TargetMethod.ContainingType.Is(Symbols(call).TimeSpan) => FromUnit(call),
        IObjectCreationOperation creation when creation.Type.Is(Symbols(creation).TimeSpan) => FromParts(creation),
        IFieldReferenceOperation { Field.IsStatic: true } field => FromField(field, cancellation),
        IDefaultValueOperation value when value.Type.Is(Symbols(value).TimeSpan) => TimeSpan.Zero,
        ILocalReferenceOperation local => OfSymbol(local.Local, local, cancellation),
        _ => null,
    };

    private static KnownSymbols Symbols(IOperation operation) => KnownSymbols.Of(operation.SemanticModel!.Compilation);

    private static TimeSpan? FromField(IFieldReferenceOperation field, CancellationToken cancellation)
    {
        var symbols = Symbols(field);
        if (field.Field.ContainingType.Is(symbols.TimeSpan) && field.Field.Name == nameof(TimeSpan.Zero))
        {
            return TimeSpan.Zero;
        }

        if (field.Field.ContainingType.Is(symbols.Timeout))
        {
            return field.Field.Name == nameof(Timeout.InfiniteTimeSpan) ? Timeout.InfiniteTimeSpan : null;
        }

        return field.Field.IsReadOnly ? OfSymbol(field.Field, field, cancellation) : null;
    }

    // One step only: a value that is itself a reference is not followed, so that a cycle in unfinished code ends here.
    private static TimeSpan? OfSymbol(ISymbol symbol, IOperation use, CancellationToken cancellation) =>
        AssignedValue.Of(symbol, Symbols(use).Compilation, cancellation) is { } value && (value.ReferencedSymbol() is null || value.ReferencedSymbol() is IFieldSymbol { IsReadOnly: true, DeclaringSyntaxReferences.Length: 0 })
            ? Of(value, cancellation)
            : null;

    private static TimeSpan? FromUnit(IInvocationOperation call)
    {
        var ticksPerUnit = call.TargetMethod.Name switch
        {
            "FromDays" => TimeSpan.TicksPerDay,
            "FromHours" => TimeSpan.TicksPerHour,
            "FromMinutes" => TimeSpan.TicksPerMinute,
            "FromSeconds" => TimeSpan.TicksPerSecond,
            "FromMilliseconds" => TimeSpan.TicksPerMillisecond,
            "FromMicroseconds" => TimeSpan.TicksPerMillisecond / 1000,
            "FromTicks" => 1,
            _ => 0,
        };
        if (ticksPerUnit == 0 || call.Arguments.Length == 0 || Number(call.Arguments[0].Value) is not { } amount
            || call.Arguments.Skip(1).Any(rest => Number(rest.Value) != 0))
        {
            return null;
        }

        return FromTicks(amount * ticksPerUnit);
    }

    // new TimeSpan(ticks), (hours, minutes, seconds), (days, hours, minutes, seconds[, milliseconds]).
    private static TimeSpan? FromParts(IObjectCreationOperation creation)
    {
        var parts = creation.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => Number(argument.Value)).ToArray();
        if (parts.Any(part => part is null))
        {
            return null;
        }

        return parts.Length switch
        {
            0 => TimeSpan.Zero,
            1 => FromTicks(parts[0]!.Value),
            3 => FromTicks(Sum([0, .. parts, 0])),
            4 => FromTicks(Sum([.. parts, 0])),
            5 => FromTicks(Sum(parts)),
            _ => null,
        };

        static double Sum(double?[] all) =>
            (all[0]!.Value * TimeSpan.TicksPerDay) + (all[1]!.Value * TimeSpan.TicksPerHour) + (all[2]!.Value * TimeSpan.TicksPerMinute)
            + (all[3]!.Value * TimeSpan.TicksPerSecond) + (all[4]!.Value * TimeSpan.TicksPerMillisecond);
    }

    private static TimeSpan? FromTicks(double ticks) => Math.Abs(ticks) < long.MaxValue ? TimeSpan.FromTicks((long)Math.Round(ticks)) : null;

    private static double? Number(IOperation operation) => ConstantNumber.Of(operation);
}
