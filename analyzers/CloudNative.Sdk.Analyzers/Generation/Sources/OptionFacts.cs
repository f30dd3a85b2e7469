using System.Globalization;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>
/// Options that code sets to a constant. An option that is set in a branch, to something unknown or to two values has no value that can be stated.
/// </summary>
internal static class OptionFacts
{
    private static readonly HashSet<string> OpsNames = new(StringComparer.Ordinal) { "Port", "Address", "Enabled" };
    private static readonly HashSet<string> HealthNames = new(StringComparer.Ordinal) { "DrainDelay", "CheckTimeout", "CheckPeriod" };
    private static readonly HashSet<string> HostNames = new(StringComparer.Ordinal) { "ShutdownTimeout" };

    public static HashSet<string> Names { get; } = new(OpsNames.Concat(HealthNames).Concat(HostNames), StringComparer.Ordinal);

    public static void Read(FactReading reading, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation target || KeyOf(target.Property, reading.Symbols) is not { } key)
        {
            return;
        }

        switch (ConfiguringCall(reading))
        {
            case null:
                return;
            case var call when Unconditional.Within(reading.Node) && !IsNamed(call) && Value(assignment.Value, reading) is { } value:
                reading.Add(FactKinds.Option, [("key", key), ("value", value)], key);
                break;
            default:
                reading.Add(FindingKinds.OptionUnknown, [], key);
                break;
        }
    }

    private static string? KeyOf(IPropertySymbol property, KnownSymbols symbols)
    {
        var type = property.ContainingType;
        return OpsNames.Contains(property.Name) && type.Is(symbols.OpsOptions) ? "CloudNative:Ops:" + property.Name
            : HealthNames.Contains(property.Name) && type.Is(symbols.HealthOptions) ? "CloudNative:Health:" + property.Name
            : HostNames.Contains(property.Name) && type.Is(symbols.HostOptions) ? "Host:" + property.Name
            : null;
    }

    // The call that the assignment's lambda is given to. Elsewhere, as in a test of the options or in a method of one's own, nothing is known.
    private static IInvocationOperation? ConfiguringCall(FactReading reading)
    {
        var lambda = reading.Node.FirstAncestorOrSelf<LambdaExpressionSyntax>();
        if (lambda?.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax syntax }
            || reading.Model.GetOperation(syntax, reading.Cancellation) is not IInvocationOperation call)
        {
            return null;
        }

        var name = call.TargetMethod.Name;
        return name is "Configure" or "PostConfigure" or "ConfigureHostOptions" || SdkCalls.IsSdk(call.TargetMethod) ? call : null;
    }

    private static bool IsNamed(IInvocationOperation call) => call.TargetMethod.Name is "Configure" or "PostConfigure" && call.Argument("name") is not null;

    private static string? Value(IOperation value, FactReading reading)
    {
        if (value.Type.Is(reading.Symbols.TimeSpan))
        {
            return ConstantDuration.Of(value, reading.Cancellation)?.ToString("c", CultureInfo.InvariantCulture);
        }

        return value.ConstantValue switch
        {
            { HasValue: true, Value: bool flag } => flag ? "true" : "false",
            { HasValue: true, Value: int number } => number.ToString(CultureInfo.InvariantCulture),
            _ => reading.Text(value),
        };
    }
}
