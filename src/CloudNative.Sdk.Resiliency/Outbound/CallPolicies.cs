using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Knows the policies by the configuration of the moment.</summary>
internal sealed class CallPolicies(IConfiguration configuration, IOptions<ResiliencyOptions> options, IOptionsFactory<ResiliencyOptions> factory, ILogger<CallPolicies> logger) : IDisposable
{
    private readonly FollowedOptions<ResiliencyOptions> _options =
        new(configuration, ResiliencyOptions.SectionName, options, factory, logger.PoliciesChanged, logger.PoliciesRefused);

    /// <summary>Gets what the policies are made of; another object after each change.</summary>
    public ResiliencyOptions Options => _options.Value;

    public static CallPolicy Of(ResiliencyOptions options, string client, CallPolicyOptions? own = null) =>
        CallPolicy.Merge(own, options.Clients.TryGetValue(client, out var named) ? named : null, options.Defaults);

    public void Dispose() => _options.Dispose();
}
