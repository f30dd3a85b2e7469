namespace CloudNative.Sdk.Resiliency;

/// <summary>Changes the policy of one request: <c>request.Options.Set(CallOverride.Policy, new() { MaxRetries = 0 })</c>.</summary>
public static class CallOverride
{
    /// <summary>Gets the key. What the value leaves null is taken from the policy of the client.</summary>
    /// <remarks>
    /// <see cref="HttpClient.Timeout"/> of the client ends the call all the same; <see cref="CallPolicyOptions.MaxConcurrency"/> and <see cref="CallPolicyOptions.MaxQueue"/> are always those of the client.
    /// A time that is zero or negative makes the call throw an <see cref="ArgumentException"/>.
    /// </remarks>
    public static HttpRequestOptionsKey<CallPolicyOptions> Policy { get; } = new("CloudNative.Resiliency.Policy");
}
