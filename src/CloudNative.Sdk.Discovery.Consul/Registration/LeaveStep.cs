using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Leaves Consul at the beginning of the drain, so that callers have looked away when the servers stop.</summary>
internal sealed class LeaveStep(RegistrationService registration) : IDrainStep
{
    public Task DrainAsync(CancellationToken cancellationToken) => registration.DrainAsync(cancellationToken);
}
