using System.Globalization;
using System.Text;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Rendering;

/// <summary>Writes <c>environments.md</c>: what differs between the environments, a row for each setting and a column for each environment.</summary>
internal static class EnvironmentMatrix
{
    public static ManifestFile Write(ServiceRelease release)
    {
        var columns = release.Environments.Select(service => Settings(service).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)).ToList();
        var names = columns.SelectMany(column => column.Keys).Distinct().OrderBy(name => name, StringComparer.Ordinal).Where(name => columns.Select(column => Cell(column, name)).Distinct().Count() > 1).ToList();
        var text = new StringBuilder();
        text.Append($"# {release.Name}: what differs between its environments\n\n");
        text.Append($"| | {string.Join(" | ", release.Environments.Select(service => service.Environment.Name))} |\n");
        text.Append($"|---|{string.Concat(release.Environments.Select(_ => "---|"))}\n");
        foreach (var name in names)
        {
            text.Append($"| {name} | {string.Join(" | ", columns.Select(column => Cell(column, name)))} |\n");
        }

        return new ManifestFile("environments.md", text.ToString());
    }

    private static string Cell(Dictionary<string, string> column, string name) => column.TryGetValue(name, out var value) ? value.Replace("|", "\\|").Replace("\r", "").Replace("\n", " ") : "";

    private static IEnumerable<(string Name, string Value)> Settings(ServiceModel service)
    {
        yield return ("instances", service.IsAutoscaled ? FormattableString.Invariant($"{service.MinInstances} to {service.MaxInstances}") : service.MinInstances.ToString(CultureInfo.InvariantCulture));
        yield return ("namespace", service.Namespace ?? "");
        yield return ("host", service.Exposure?.Host?.Value ?? "");
        yield return ("cpu", $"{service.Resources.Cpu.Request.Text} to {service.Resources.Cpu.Limit.Text}");
        yield return ("memory", $"{service.Resources.Memory.Request.Text} to {service.Resources.Memory.Limit.Text}");
        yield return ("seconds to stop", service.Shutdown.GraceSeconds.ToString(CultureInfo.InvariantCulture));
        yield return ("callers", service.Callers is null ? "the namespace" : string.Join(", ", service.Callers.Select(caller => caller.Service ?? $"namespace {caller.Namespace}")));
        foreach (var variable in service.Variables)
        {
            yield return ($"config {variable.Key.Replace("__", ":")}", variable.Value);
        }

        foreach (var secret in service.Secrets)
        {
            yield return ($"secret {secret.Key}", $"{secret.Secret}/{secret.SecretKey}");
        }
    }
}
