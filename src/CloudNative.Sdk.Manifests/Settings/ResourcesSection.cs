namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>{requests: {cpu: 200m, memory: 384Mi}, limits: {cpu: "2"}}</c>.</summary>
internal static class ResourcesSection
{
    private const string Bytes = "an amount of bytes above 0, as 256Mi or 1G";

    public static (ResourceSettings Requests, ResourceSettings Limits) Read(ObjectReader resources)
    {
        var requests = ReadAmounts(resources.Object("requests"));
        var limits = ReadAmounts(resources.Object("limits"));
        resources.Finish();
        Compare(resources, "cpu", requests.Cpu, limits.Cpu);
        Compare(resources, "memory", requests.Memory, limits.Memory);
        Compare(resources, "ephemeral-storage", requests.EphemeralStorage, limits.EphemeralStorage);
        return (requests, limits);
    }

    private static void Compare(ObjectReader resources, string name, Given<Quantity>? request, Given<Quantity>? limit)
    {
        if (request is not null && limit is not null && limit.Value.Amount < request.Value.Amount)
        {
            resources.WrongValue(limit.Position, resources.PathOf($"limits.{name}"), $"at least the request, {request.Value.Text}", $"'{limit.Value.Text}'");
        }
    }

    private static ResourceSettings ReadAmounts(ObjectReader? amounts)
    {
        if (amounts is null)
        {
            return new ResourceSettings();
        }

        var settings = new ResourceSettings
        {
            Cpu = amounts.Quantity("cpu", "an amount of processors above 0, as 200m or 1.5", Settings.Quantity.Cpu),
            Memory = amounts.Quantity("memory", Bytes, Settings.Quantity.Bytes),
            EphemeralStorage = amounts.Quantity("ephemeral-storage", Bytes, Settings.Quantity.Bytes),
        };
        amounts.Finish();
        return settings;
    }
}
