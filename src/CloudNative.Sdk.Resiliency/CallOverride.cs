namespace CloudNative.Sdk.Resiliency;

/// <summary>Changes the policy of one request: <c>request.Options.Set(CallOverride.Policy, new() { MaxRetries = 0 })</c>.</summary>
public static class CallOverride
{
    /// <summary>Gets the key. What the value leaves null is taken from the policy of the client.</summary>
    public static HttpRequestOptionsKey<CallPolicyOptions> Policy { get; } = new("CloudNative.Resiliency.Policy");
}
