using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>dependencies: {orders-db: {kind: postgres, host: db.example.org, port: 5432}}</c>.</summary>
internal sealed class DependenciesSection(ObjectReader root, DiagnosticBag diagnostics)
{
    public const string Http = "http";

    /// <summary>The port of each kind that has a usual one; the general kinds have none.</summary>
    private static readonly Dictionary<string, int?> UsualPorts = new(StringComparer.Ordinal)
    {
        [Http] = null,
        ["postgres"] = 5432,
        ["mysql"] = 3306,
        ["sqlserver"] = 1433,
        ["mongodb"] = 27017,
        ["redis"] = 6379,
        ["memcached"] = 11211,
        ["rabbitmq"] = 5672,
        ["kafka"] = 9092,
        ["nats"] = 4222,
        ["db"] = null,
        ["queue"] = null,
        ["cache"] = null,
    };

    public IReadOnlyList<DependencySetting> Read()
    {
        var dependencies = new List<DependencySetting>();
        foreach (var field in root.Object("dependencies")?.Fields ?? [])
        {
            var path = $"dependencies.{field.Name}";
            if (!Shapes.DnsLabel.Matches(field.Name))
            {
                root.WrongValue(field.Position, $"the name of a dependency", Shapes.DnsLabel.Rule, $"'{field.Name}'");
            }
            else if (root.Object(field.Value, path) is { } dependency)
            {
                dependencies.Add(ReadOne(field.Name, dependency));
            }
            else if (field.Value is Yaml.YamlText { IsNull: true })
            {
                diagnostics.Error(DiagnosticIds.MissingField, field.Position, $"the field '{path}.kind' is missing");
            }
        }

        return dependencies;
    }

    private static DependencySetting ReadOne(string name, ObjectReader dependency)
    {
        var kind = dependency.OneOf("kind", [.. UsualPorts.Keys])?.Value;
        var host = dependency.Text("host", Shapes.HostName)?.Value;
        var port = dependency.Port("port")?.Value;
        dependency.Require("kind");
        var needsPort = kind is not null && UsualPorts[kind] is null && (kind != Http || host is not null);
        dependency.Require(needsPort ? ["port"] : []);

        var inNamespace = dependency.Text("namespace", Shapes.DnsLabel)?.Value;
        var isCritical = dependency.Truth("critical") ?? false;
        dependency.Finish();
        return new DependencySetting(name, kind ?? Http, host, port ?? (kind is null ? null : UsualPorts[kind]), inNamespace, isCritical, dependency.Position);
    }
}
