using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Resolution;
using CloudNative.Sdk.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Follows the services that the code calls from the start, so that the first call need not wait.</summary>
internal sealed class CalledServices(IServiceProvider services, ServiceFacts facts) : IStartedStep
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var client in facts.OfKind(FactKinds.HttpClient))
        {
            if (Uri.TryCreate(client["address"], UriKind.Absolute, out var address))
            {
                services.GetRequiredService<ServiceDirectory>().Watch(address);
            }
        }

        return Task.CompletedTask;
    }
}
