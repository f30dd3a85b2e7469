using System.Text;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Compose;

/// <summary>Writes the variables that somebody has to set before <c>up</c>: names and what they are for, never values of secrets; then the keys that the code reads.</summary>
internal static class EnvironmentExample
{
    public static string Write(ServiceModel service, CodeFacts code)
    {
        var text = new StringBuilder();
        text.Append($"# Copy to .env and fill in; keep .env out of version control.\n");
        foreach (var secret in service.Secrets)
        {
            text.Append($"\n# secret, required: {secret.Key}, the key {secret.SecretKey} of the secret {secret.Secret}\n{ComposeService.ShellName(service, secret)}=\n");
        }

        foreach (var read in code.ReadKeys.Where(read => !service.Secrets.Any(secret => string.Equals(secret.Key, read.Key, StringComparison.OrdinalIgnoreCase))))
        {
            // Not a variable of the shell: the service reads these, and compose.yaml or a settings file states them.
            text.Append($"\n# {read.Key}: {read.Type ?? "text"}{(read.IsRequired ? ", required" : "")}{(read.IsSecret ? ", secret" : "")}\n# {ConfigurationKey.ToVariable(read.Key)}={service.Variables.FirstOrDefault(variable => string.Equals(variable.Key, ConfigurationKey.ToVariable(read.Key), StringComparison.OrdinalIgnoreCase)).Value}\n");
        }

        return text.ToString();
    }
}
