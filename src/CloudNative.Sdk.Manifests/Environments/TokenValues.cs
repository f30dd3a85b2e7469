using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Environments;

/// <summary>The four namespaces of tokens, which are closed: what is not here is an error.</summary>
internal sealed class TokenValues(BuildProperties build, TargetEnvironment environment, IReadOnlyDictionary<string, string> variables, string? dataCentre = null)
{
    private static readonly string[] Namespaces = ["build", "env", "runtime", "service"];

    private readonly Dictionary<string, string> _build = new(StringComparer.Ordinal)
    {
        ["id"] = build.BuildId,
        ["number"] = build.BuildNumber,
        ["user"] = build.BuildUser,
        ["branch"] = build.Branch,
        ["commit"] = build.SourceRevisionId,
        ["commitShort"] = build.SourceRevisionId.Substring(0, Math.Min(build.SourceRevisionId.Length, 8)),
        ["project"] = Path.GetFileNameWithoutExtension(build.ProjectFile),
        ["jobName"] = build.JobName,
        ["image"] = build.ContainerRepository.Length > 0 ? build.ContainerRepository : build.AssemblyName.ToLowerInvariant(),
        ["tag"] = build.ContainerImageTag.Length > 0 ? build.ContainerImageTag : ImageReference.TagOf(build.Version),
        ["digest"] = build.ContainerDigest,
        ["version"] = build.Version,
    };

    /// <summary>The fields of service.yaml that <c>service.</c> and <c>runtime.</c> stand for.</summary>
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["service.name"] = ["name"],
        ["service.team"] = ["team"],
        ["service.tier"] = ["tier"],
        ["service.partOf"] = ["partOf"],
        ["runtime.instances"] = ["scale", "min"],
        ["runtime.namespace"] = ["namespace"],
        ["runtime.datacenter"] = ["datacenters", "0"],
        ["runtime.region"] = ["region"],
    };

    /// <summary>Gets the value of a token, or null and why there is none.</summary>
    public string? Find(string path, YamlObject root, Func<YamlText, string> resolve, out string problem)
    {
        var dot = path.IndexOf('.');
        var (scope, name) = dot < 0 ? (path, "") : (path.Substring(0, dot), path.Substring(dot + 1));
        problem = $"unknown namespace; {Suggestion.For(scope, Namespaces)}";
        return scope switch
        {
            "build" => FindBuild(name, out problem),
            "env" => FindVariable(name, root, out problem),
            "runtime" when name == "env" => environment.Name,
            "runtime" when name == "datacenter" && dataCentre is not null => dataCentre,
            "runtime" or "service" => FindField(path, root, resolve, out problem),
            _ => null,
        };
    }

    private string? FindBuild(string name, out string problem)
    {
        var isKnown = _build.TryGetValue(name, out var value);
        problem = isKnown ? "this build does not know it" : $"unknown path; {Suggestion.For(name, _build.Keys)}";
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private string? FindVariable(string name, YamlObject root, out string problem)
    {
        var allowed = Descend(root, ["allowedEnvironment"]) is YamlList list ? list.Items.OfType<YamlText>().Select(item => item.Value).ToList() : [];
        problem = allowed.Contains(name) ? "the variable is not set" : "the variable is not listed under 'allowedEnvironment'";
        return allowed.Contains(name) && variables.TryGetValue(name, out var value) ? value : null;
    }

    private static string? FindField(string path, YamlObject root, Func<YamlText, string> resolve, out string problem)
    {
        if (!Fields.TryGetValue(path, out var field))
        {
            problem = $"unknown path; {Suggestion.For(path, [.. Fields.Keys, "runtime.env"])}";
            return null;
        }

        problem = $"'{string.Join(".", field)}' is not stated for this environment";
        return Descend(root, field) is YamlText { IsNull: false } text ? resolve(text) : null;
    }

    private static YamlNode? Descend(YamlNode node, IEnumerable<string> path)
    {
        foreach (var step in path)
        {
            var next = node switch
            {
                YamlObject mapping => mapping.Find(step),
                YamlList { Items.Count: > 0 } list => list.Items[0],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node;
    }
}
