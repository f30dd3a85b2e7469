using System.Text.Json.Serialization;

namespace CloudNative.Sdk.Discovery.Consul.Routing;

/// <inheritdoc cref="Instances.HealthJson"/>
[JsonSerializable(typeof(KeyValue[]))]
internal sealed partial class KeyValueJson : JsonSerializerContext;
