using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Core.Options;

/// <summary>What the services of the host are made of.</summary>
internal sealed record RegisteredServices(IServiceCollection All);
