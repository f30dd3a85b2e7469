using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

/// <summary>Writes answers of <c>/v1/health/service/:name</c>.</summary>
internal static class Health
{
    public const string None = "[]";

    public static string Of(params JsonObject[] instances) => new JsonArray([.. instances.Select(instance => instance.DeepClone())]).ToJsonString();

    /// <summary>An instance as an agent of Consul registers it, on 10.0.0.1.</summary>
    public static JsonObject Instance(string id, int port = 8080, string? check = "passing", string address = "10.0.0.1", ulong created = 10, string dataCenter = "dc1") => new()
    {
        ["Node"] = new JsonObject
        {
            ["ID"] = "7cf5c003-f238-2617-7b33-ce7d1c05dea8",
            ["Node"] = "n1",
            ["Address"] = "10.0.0.99",
            ["Datacenter"] = dataCenter,
            ["TaggedAddresses"] = new JsonObject { ["lan"] = "10.0.0.99", ["wan"] = "198.51.100.99" },
            ["Meta"] = new JsonObject { ["consul-network-segment"] = string.Empty },
        },
        ["Service"] = new JsonObject
        {
            ["ID"] = id,
            ["Service"] = "catalog",
            ["Tags"] = null,
            ["Address"] = address,
            ["Meta"] = null,
            ["Port"] = port,
            ["Weights"] = new JsonObject { ["Passing"] = 10, ["Warning"] = 2 },
            ["CreateIndex"] = created,
            ["ModifyIndex"] = created,
        },
        ["Checks"] = check is null ? new JsonArray() : new JsonArray(Check("serfHealth", "passing"), Check($"service:{id}", check)),
    };

    public static JsonObject With(this JsonObject instance, string part, string key, JsonNode? value)
    {
        instance[part]![key] = value;
        return instance;
    }

    public static JsonObject Meta(this JsonObject instance, params (string Key, string Value)[] meta) =>
        instance.With("Service", "Meta", new JsonObject(meta.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))));

    public static JsonObject Tags(this JsonObject instance, params string[] tags) => instance.With("Service", "Tags", JsonSerializer.SerializeToNode(tags));

    public static JsonObject Check(string id, string status) => new() { ["CheckID"] = id, ["Status"] = status, ["Output"] = "ok" };
}
