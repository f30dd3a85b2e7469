namespace CloudNative.Sdk.Resiliency;

/// <summary>States the priority of the requests that an endpoint serves.</summary>
/// <param name="priority">The priority.</param>
/// <remarks>On a handler, an action, or a controller; the one nearest to the code counts. In code: <c>app.MapGet(…).WithPriority(…)</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public sealed class RequestPriorityAttribute(RequestPriority priority) : Attribute
{
    /// <summary>Gets the priority.</summary>
    public RequestPriority Priority { get; } = priority;
}
