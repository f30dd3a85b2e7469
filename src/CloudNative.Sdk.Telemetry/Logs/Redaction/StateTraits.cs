using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What the type of a record's state says before any value is looked at.</summary>
/// <typeparam name="TState">The type.</typeparam>
internal static class StateTraits<TState>
{
    /// <summary>The state is one of .NET's own, whose keys are the names in its template and whose values are fixed.</summary>
    public static readonly bool IsStock = StateTraits.IsStock(typeof(TState));

    /// <summary>The state is one of .NET's own with values of simple types only.</summary>
    public static readonly bool HasPlainValues = StateTraits.HasPlainValues(typeof(TState));
}

/// <inheritdoc cref="StateTraits{TState}"/>
internal static class StateTraits
{
    private static readonly Type[] PlainTypes = [typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan)];

    public static bool IsStock(Type state) => state.IsValueType && state.Assembly == typeof(ILogger).Assembly && typeof(IReadOnlyList<KeyValuePair<string, object?>>).IsAssignableFrom(state);

    public static bool HasPlainValues(Type state) => IsStock(state) && state.IsGenericType && Array.TrueForAll(state.GetGenericArguments(), IsPlain);

    private static bool IsPlain(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsPrimitive || bare.IsEnum || Array.IndexOf(PlainTypes, bare) >= 0;
    }
}
