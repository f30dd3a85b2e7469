using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>The environment of the containers.</summary>
internal static class ConfigurationRules
{
    /// <summary>For these Polaris refuses a ConfigMap.</summary>
    private static readonly Regex SensitiveKey = new("password|token|bearer|secret|^AZURE_.+KEY$|^GOOGLE_APPLICATION_CREDENTIALS$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7105", Foreign.Of("duplicate-env-var", "environment-variable-key-duplication"), "A variable is stated once.", Each.Container(container =>
            container.ItemsAt("env").GroupBy(item => item.TextAt("name"), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"states the variable '{twice.Key}' twice; remove one" : null)),
        new("CNS7106", Foreign.Of("env-var-secret", polaris: "sensitiveContainerEnvVar"), "No secret stands in clear.", Each.Container(container =>
            container.ItemsAt("env").FirstOrDefault(item => item.TextAt("value") is { Length: > 0 } value && SecretWords.IsSecret(item.TextAt("name") ?? "", value)) is { } secret
                ? $"states the variable '{secret.TextAt("name")}' in clear; use valueFrom.secretKeyRef" : null)) { IsError = true },
        new(DiagnosticIds.SecretLikeKey, Foreign.Of(polaris: "sensitiveConfigmapContent"), "No key of a ConfigMap looks like a secret.", Each.Object(map =>
            map.Node.FieldsAt("data").FirstOrDefault(field => SensitiveKey.IsMatch(field.Name)) is { } field ? $"has the key '{field.Name}', which looks like a secret; move it to a Secret, or rename it" : null, "ConfigMap")) { On = ["ConfigMap"] },
        new(DiagnosticIds.MissingConfiguration, Foreign.None, "What the code requires is stated.", Each.Workload(Missing)),
        new(DiagnosticIds.UnreadConfiguration, Foreign.None, "What is stated is read.", Each.Workload(Unread)),
    ];

    private static string? Missing(ClusterObject workload, ObjectSet set)
    {
        if (set.Knowledge.Code is not { } code || set.Environment is not { } environment || !set.Knowledge.SettingsKeys.TryGetValue(EnvironmentOf(environment), out var inFiles))
        {
            return null;
        }

        var stated = new HashSet<string>(Variables(workload, set).Concat(inFiles.Select(ConfigurationKey.ToVariable)), StringComparer.OrdinalIgnoreCase);
        var missing = code.ReadKeys.Where(read => read.IsRequired).Select(read => read.Key)
            .FirstOrDefault(key => !stated.Any(name => name.Equals(ConfigurationKey.ToVariable(key), StringComparison.OrdinalIgnoreCase) || name.StartsWith(ConfigurationKey.ToVariable(key) + "__", StringComparison.OrdinalIgnoreCase)));
        return missing is null ? null : $"requires '{missing}', which nothing states; state it in its ConfigMap or by a Secret";
    }

    private static string? Unread(ClusterObject workload, ObjectSet set) =>
        set.Knowledge.Code is { } code && Variables(workload, set).Select(name => name.Replace("__", ":")).FirstOrDefault(key => !UnreadKeys.IsRead(key, code)) is { } unread
            ? $"gets '{unread}', which its code never reads; remove it, or correct its name" : null;

    /// <summary>Gets the names that the containers get, one by one or as a whole ConfigMap.</summary>
    private static IEnumerable<string> Variables(ClusterObject workload, ObjectSet set)
    {
        var maps = workload.Containers.SelectMany(container => container.ItemsAt("envFrom")).Select(source => source.TextAt("configMapRef", "name")).ToList();
        return workload.Containers.SelectMany(container => container.ItemsAt("env")).Select(item => item.TextAt("name")).OfType<string>()
            .Concat(set.Of("ConfigMap").Where(map => maps.Contains(map.Name)).SelectMany(map => map.Node.FieldsAt("data")).Select(field => field.Name));
    }

    /// <summary>Gets <c>prod</c> of <c>prod.fra1</c>.</summary>
    private static string EnvironmentOf(string name) => name.Split('.')[0];
}
