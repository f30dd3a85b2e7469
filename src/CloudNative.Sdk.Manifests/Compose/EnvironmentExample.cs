using System.Text;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Compose;

/// <summary>Writes the variables that somebody has to set before <c>up</c>: names and what they are for, never values.</summary>
internal static class EnvironmentExample
{
    public static string Write(ServiceModel service)
    {
        var text = new StringBuilder();
        text.Append($"# Copy to .env and fill in; keep .env out of version control.\n");
        foreach (var secret in service.Secrets)
        {
            text.Append($"\n# secret, required: {secret.Key}, the key {secret.SecretKey} of the secret {secret.Secret}\n{ComposeService.ShellName(service, secret)}=\n");
        }

        return text.ToString();
    }
}
