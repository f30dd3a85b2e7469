using CloudNative.Sdk.Discovery.Consul.Agent;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>What all watches share.</summary>
internal sealed record WatchServices(ConsulConnection Connection, ConsulOptions Options, TimeProvider Time, ILogger Logger);
