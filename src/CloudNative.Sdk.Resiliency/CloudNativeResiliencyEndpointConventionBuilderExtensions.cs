using CloudNative.Sdk.Resiliency;

namespace Microsoft.AspNetCore.Builder;

/// <summary>States what endpoints mean to the service when it cannot serve all requests.</summary>
public static class CloudNativeResiliencyEndpointConventionBuilderExtensions
{
    /// <summary>States the priority of the requests that the endpoints serve.</summary>
    /// <typeparam name="TBuilder">The builder of an endpoint or of a group.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="priority">The priority; without this it is <see cref="RequestPriority.Default"/>.</param>
    /// <returns>The builder. What is stated for an endpoint counts before what is stated for its group.</returns>
    public static TBuilder WithPriority<TBuilder>(this TBuilder builder, RequestPriority priority)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithMetadata(new RequestPriorityAttribute(priority));
        return builder;
    }
}
