using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What the type of a record's state says before any value is looked at.</summary>
/// <typeparam name="TState">The type.</typeparam>
internal static class StateTraits<TState>
{
    private static readonly Type[] PlainTypes = [typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan)];

    /// <summary>The state is one of .NET's own, whose keys are the names in its template and whose values are fixed.</summary>
    public static readonly bool IsStock = typeof(TState).IsValueType && typeof(TState).Assembly == typeof(ILogger).Assembly;

    /// <summary>The state is one of .NET's own with values of simple types only.</summary>
    public static readonly bool HasPlainValues = IsStock && typeof(TState).IsGenericType && Array.TrueForAll(typeof(TState).GetGenericArguments(), IsPlain);

    private static bool IsPlain(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsPrimitive || bare.IsEnum || Array.IndexOf(PlainTypes, bare) >= 0;
    }
}
