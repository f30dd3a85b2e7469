using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Units;

/// <summary>Members of the framework whose numbers have a unit.</summary>
internal static class UnitSources
{
    private static readonly Dictionary<string, MeasuredUnit> TimeSpanProperties = new(StringComparer.Ordinal)
    {
        ["TotalDays"] = MeasuredUnit.Time(86400),
        ["TotalHours"] = MeasuredUnit.Time(3600),
        ["TotalMinutes"] = MeasuredUnit.Time(60),
        ["TotalSeconds"] = MeasuredUnit.Time(1),
        ["TotalMilliseconds"] = MeasuredUnit.Time(1e-3),
        ["TotalMicroseconds"] = MeasuredUnit.Time(1e-6),
        ["TotalNanoseconds"] = MeasuredUnit.Time(1e-9),
        ["Ticks"] = MeasuredUnit.Time(1e-7),
        ["Milliseconds"] = MeasuredUnit.Time(1e-3),
        ["Seconds"] = MeasuredUnit.Time(1),
    };

    private static readonly Dictionary<string, MeasuredUnit> Members = new(StringComparer.Ordinal)
    {
        ["System.Diagnostics.Stopwatch.ElapsedMilliseconds"] = MeasuredUnit.Time(1e-3),
        ["System.Diagnostics.Stopwatch.ElapsedTicks"] = new(Dimension.StopwatchTicks, 1),
        ["System.Diagnostics.Stopwatch.GetTimestamp"] = new(Dimension.StopwatchTicks, 1),
        ["System.Environment.TickCount"] = MeasuredUnit.Time(1e-3),
        ["System.Environment.TickCount64"] = MeasuredUnit.Time(1e-3),
        ["System.Environment.WorkingSet"] = MeasuredUnit.Bytes(1),
        ["System.IO.FileInfo.Length"] = MeasuredUnit.Bytes(1),
        ["System.Net.Http.Headers.HttpContentHeaders.ContentLength"] = MeasuredUnit.Bytes(1),
        ["Microsoft.AspNetCore.Http.HttpRequest.ContentLength"] = MeasuredUnit.Bytes(1),
        ["Microsoft.AspNetCore.Http.HttpResponse.ContentLength"] = MeasuredUnit.Bytes(1),
        ["System.GC.GetTotalMemory"] = MeasuredUnit.Bytes(1),
        ["System.GC.GetTotalAllocatedBytes"] = MeasuredUnit.Bytes(1),
        ["System.GC.GetAllocatedBytesForCurrentThread"] = MeasuredUnit.Bytes(1),
        ["System.Diagnostics.Process.WorkingSet64"] = MeasuredUnit.Bytes(1),
        ["System.Diagnostics.Process.PrivateMemorySize64"] = MeasuredUnit.Bytes(1),
        ["System.Diagnostics.Process.VirtualMemorySize64"] = MeasuredUnit.Bytes(1),
        ["System.Text.Encoding.GetByteCount"] = MeasuredUnit.Bytes(1),
    };

    public static MeasuredUnit? Of(IPropertyReferenceOperation property, KnownSymbols symbols)
    {
        var member = property.Property;
        if (member.ContainingType.Is(symbols.TimeSpan))
        {
            return TimeSpanProperties.TryGetValue(member.Name, out var time) ? time : null;
        }

        if (member.Name is "Length" or "Position" && member.ContainingType.IsOrInherits(symbols.Find("System.IO.Stream")))
        {
            return MeasuredUnit.Bytes(1);
        }

        return member.Name == "Length" && property.Instance?.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } ? MeasuredUnit.Bytes(1) : Of(member);
    }

    public static MeasuredUnit? Of(ISymbol member)
    {
        // The name decides cheaply whether the full name is worth building.
        if (member.ContainingNamespace is not { IsGlobalNamespace: false } || member.DeclaringSyntaxReferences.Length > 0)
        {
            return null;
        }

        return Members.TryGetValue(member.ContainingType.ReflectionName() + "." + member.Name, out var unit) ? unit : null;
    }
}
