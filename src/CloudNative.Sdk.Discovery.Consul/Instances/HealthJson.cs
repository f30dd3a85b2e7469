using System.Text.Json.Serialization;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Reads Consul's answers without reflection.</summary>
[JsonSerializable(typeof(HealthEntry[]))]
[JsonSerializable(typeof(Dictionary<string, string?[]?>))]
internal sealed partial class HealthJson : JsonSerializerContext;
