using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;
using CloudNative.Sdk.Names;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>
/// Lays over the files what a build server says for one build: <c>-p:CloudNativeScaleMin=3</c>, or the environment variable <c>CLOUDNATIVE_SCALE__MIN=3</c>, where <c>__</c> descends.
/// A property counts for more than a variable. Any scalar field can be set, and <c>CLOUDNATIVE_CONFIG__Payments__Timeout</c>.
/// </summary>
internal sealed class CiOverrides
{
    public const string Prefix = "CLOUDNATIVE_";
    public const string PropertyPrefix = "CloudNative";

    private const string Config = "config";

    /// <summary>The scalar fields of service.yaml.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "name", "partOf", "team", "owner.email", "owner.chat", "tier", "namespace", "profile", "scale.min", "scale.max", "scale.cpu",
        "resources.requests.cpu", "resources.requests.memory", "resources.requests.ephemeral-storage", "resources.limits.cpu", "resources.limits.memory", "resources.limits.ephemeral-storage",
        "ports.http.port", "ports.ops.port", "shutdown.drain", "shutdown.timeout", "shutdown.margin", "shutdown.owner",
        "exposure.kind", "exposure.host", "exposure.path", "exposure.tls", "marathon.servicePort", "marathon.altPort",
        "slos.availability.objective", "slos.availability.window", "slos.latency.objective", "slos.latency.threshold", "slos.latency.window",
    ];

    private readonly List<(string[] Path, YamlText Value)> _values = [];

    /// <param name="variables">The environment of the build.</param>
    /// <param name="properties">The properties of the build, without their prefix; empty ones are not set.</param>
    /// <param name="diagnostics">Takes the problems.</param>
    public CiOverrides(IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string> properties, DiagnosticBag diagnostics)
    {
        foreach (var variable in variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            Add(variable.Key, PathOf(variable.Key), variable.Value, diagnostics);
        }

        foreach (var property in properties.Where(property => property.Value.Length > 0).OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            Add(PropertyPrefix + property.Key, Fields.FirstOrDefault(field => string.Equals(PropertyOf(field), property.Key, StringComparison.OrdinalIgnoreCase))?.Split('.'), property.Value, diagnostics);
        }
    }

    /// <summary>Tells whether a place is a property or a variable of the build.</summary>
    public static bool IsSource(string place) => place.StartsWith(Prefix, StringComparison.Ordinal) || (place.StartsWith(PropertyPrefix, StringComparison.Ordinal) && place.IndexOf('.') < 0);

    /// <summary>Tells whether a variable of the environment sets a field.</summary>
    public static bool IsMeant(string variable) => variable.StartsWith(Prefix, StringComparison.Ordinal) && PathOf(variable) is not null;

    public bool IsEmpty => _values.Count == 0;

    /// <summary>Names the property of a field, without its prefix: <c>scale.min</c> is <c>ScaleMin</c>.</summary>
    public static string PropertyOf(string field) => string.Concat(field.Split('.', '-').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    public YamlObject Apply(YamlObject stated) => _values.Aggregate(stated, (tree, entry) => FieldPath.Set(tree, Existing(tree, entry.Path), entry.Value));

    private void Add(string source, string[]? path, string value, DiagnosticBag diagnostics)
    {
        if (path is not null)
        {
            _values.Add((path, new YamlText(new Position(source), value, IsPlain: true)));
        }
        else if (Suggest(source) is { } nearest)
        {
            diagnostics.Warning(DiagnosticIds.UnknownField, new Position(source), $"no field of service.yaml is meant; did you mean '{nearest}'?");
        }
    }

    private static string[]? PathOf(string variable)
    {
        var steps = variable.Substring(Prefix.Length).Split(["__"], StringSplitOptions.None);
        return string.Equals(steps[0], Config, StringComparison.OrdinalIgnoreCase) && steps.Length > 1
            ? [Config, string.Join(":", steps.Skip(1))]
            : Fields.FirstOrDefault(field => string.Equals(field, string.Join(".", steps), StringComparison.OrdinalIgnoreCase))?.Split('.');
    }

    /// <summary>Gets the variable that was probably meant. One that is like none of them is somebody else's, as <c>CLOUDNATIVE_COLOUR</c>, which the service itself reads.</summary>
    private static string? Suggest(string source) =>
        source.StartsWith(Prefix, StringComparison.Ordinal) && Nearest.Find(source.Substring(Prefix.Length), Fields.Select(field => field.Replace(".", "__").ToUpperInvariant())) is { } nearest ? Prefix + nearest : null;

    /// <summary>Configuration ignores case, so a key that differs in case alone is the one that is there.</summary>
    private static string[] Existing(YamlObject tree, string[] path) => path[0] == Config && path.Length == 2
        ? [Config, tree.FieldsAt(Config).FirstOrDefault(field => string.Equals(ConfigurationKey.ToVariable(field.Name), ConfigurationKey.ToVariable(path[1]), StringComparison.OrdinalIgnoreCase))?.Name ?? path[1]]
        : path;
}
