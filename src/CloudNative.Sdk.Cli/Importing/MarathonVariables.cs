using System.Text.Json;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>Reads the environment of an application: configuration, and references to secrets. The value of a secret is never taken over.</summary>
internal sealed class MarathonVariables(MarathonImport import, JsonElement application)
{
    private static readonly string[] Written = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "HOME", "TMPDIR"];

    public void Read(JsonElement variables)
    {
        foreach (var variable in variables.EnumerateObject())
        {
            Read(variable.Name, variable.Value);
        }
    }

    private void Read(string name, JsonElement value)
    {
        var (field, key) = ($"env.{name}", name.Replace("__", ":", StringComparison.Ordinal));
        if (Written.Contains(name))
        {
            import.Told(field, "the manifests have it by themselves");
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            ReadSecret(field, key, value);
        }
        else if (SecretWords.IsSecret(key, value.ToString()))
        {
            import.Lost(field, $"it looks like a secret, and its value was not taken over; put it into a Secret, and name that under secrets: {key}");
        }
        else
        {
            import.State(field, value.ToString(), "config", key);
        }
    }

    private void ReadSecret(string field, string key, JsonElement reference)
    {
        if (reference.TryGetProperty("secret", out var name) && application.TryGetProperty("secrets", out var secrets)
            && secrets.TryGetProperty(name.GetString()!, out var secret) && secret.TryGetProperty("source", out var source)
            && source.GetString()!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var holder, var part])
        {
            import.Service.Set(import.Resolve(field, holder), "secrets", key, "secret");
            import.Service.Set(import.Resolve(field, part), "secrets", key, "key");
        }
        else
        {
            import.Lost(field, $"the source of the secret is not of the form holder/key; name it under secrets: {key}");
        }
    }
}
