using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Recognises the methods that answer a health probe.</summary>
internal static class HealthProbes
{
    private static readonly string[] ProbeNames = ["Ping", "IsHealthy", "IsAlive", "Probe", "CheckHealth"];

    /// <summary>Returns whether the method is the check of an <c>IHealthCheck</c>.</summary>
    public static bool IsHealthCheck(this IMethodSymbol method, KnownSymbols symbols) =>
        method.Name == "CheckHealthAsync" && !method.IsAbstract && method.ContainingType.IsOrInherits(symbols.HealthCheck);

    /// <summary>Returns whether the method answers the health service of gRPC; by name, since its base class is generated.</summary>
    public static bool IsGrpcHealthCheck(this IMethodSymbol method) =>
        method is { Name: "Check", IsOverride: true, ContainingType.BaseType.Name: "HealthBase" or "HealthServiceImpl" };

    /// <summary>Returns whether the method asks a part of the program whether it is well.</summary>
    public static bool IsPartProbe(this IMethodSymbol method)
    {
        foreach (var name in ProbeNames)
        {
            if (method.Name.StartsWith(name, StringComparison.Ordinal))
            {
                return AnswersBool(method.ReturnType);
            }
        }

        return false;
    }

    /// <summary>Returns whether a function yields the result of a health check, at once or as a task.</summary>
    public static bool AnswersHealth(this IMethodSymbol function, KnownSymbols symbols) => Answer(function.ReturnType).Is(symbols.HealthCheckResult);

    private static bool AnswersBool(ITypeSymbol type) => Answer(type).SpecialType == SpecialType.System_Boolean;

    private static ITypeSymbol Answer(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } answers } ? answers[0] : type;
}
