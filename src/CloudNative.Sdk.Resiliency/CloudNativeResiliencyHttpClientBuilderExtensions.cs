using CloudNative.Sdk.Resiliency;
using CloudNative.Sdk.Resiliency.Outbound;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to one client what configuration cannot say.</summary>
public static class CloudNativeResiliencyHttpClientBuilderExtensions
{
    /// <summary>Gives calls that have failed for good an answer all the same: from a cache, or an empty list.</summary>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="fallback">
    /// Makes the answer; null lets the failure stand. It is asked for after the last attempt, not when the caller gave up. An exception of it is logged (CNS8506), and the failure stands.
    /// </param>
    /// <returns>The builder. Of several for one client the first counts.</returns>
    public static IHttpClientBuilder AddCloudNativeFallback(this IHttpClientBuilder builder, Func<CallFallback, CancellationToken, ValueTask<HttpResponseMessage?>> fallback)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fallback);
        builder.Services.AddSingleton(new FallbackRegistration(builder.Name, fallback));
        return builder;
    }
}
