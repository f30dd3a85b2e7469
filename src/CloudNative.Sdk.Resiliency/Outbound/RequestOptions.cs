using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Reads the options of a request without making them: <see cref="HttpRequestMessage.Options"/> allocates 104 bytes for each request that has none.</summary>
internal static class RequestOptions
{
    /// <summary>Whether this .NET has the field; otherwise the property serves.</summary>
    private static readonly bool HasField = TryField();

    public static CallPolicyOptions? OverrideOf(HttpRequestMessage request) =>
        (HasField ? Field(request) : request.Options) is { } options && options.TryGetValue(CallOverride.Policy, out var policy) ? policy : null;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_options")]
    private static extern ref HttpRequestOptions? Field(HttpRequestMessage request);

    private static bool TryField()
    {
        try
        {
            using var request = new HttpRequestMessage();
            return Field(request) is null;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }
}
