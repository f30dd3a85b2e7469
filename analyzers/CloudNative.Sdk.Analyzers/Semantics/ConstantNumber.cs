using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Reads a numeric constant, or null.</summary>
internal static class ConstantNumber
{
    public static double? Of(IOperation? operation) => operation?.ConstantValue switch
    {
        { HasValue: true, Value: IConvertible value } when value is not (string or bool or char) => value.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };

    public static int? Port(IOperation? operation) => Of(operation) is { } value and > 0 and <= 65535 ? (int)value : null;
}
