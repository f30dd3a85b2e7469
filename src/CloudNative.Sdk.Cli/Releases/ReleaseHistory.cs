using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary><c>history.json</c> of a service: its releases in the order in which they were recorded, and what ran in each environment, the latest last.</summary>
internal sealed class ReleaseHistory
{
    public const string FileName = "history.json";

    private const string Schema = "cloudnative.history/1";

    private readonly List<string> _releases = [];
    private readonly SortedDictionary<string, List<string>> _environments = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Releases => _releases;

    public IEnumerable<string> Environments => _environments.Keys;

    /// <summary>Reads the file; a service without one has no releases.</summary>
    /// <exception cref="WrongUseException">It is no history.</exception>
    public static ReleaseHistory Read(string path)
    {
        var history = new ReleaseHistory();
        if (!File.Exists(path))
        {
            return history;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            history._releases.AddRange(Names(document.RootElement.GetProperty("releases")));
            foreach (var environment in document.RootElement.GetProperty("environments").EnumerateObject())
            {
                history._environments[environment.Name] = [.. Names(environment.Value)];
            }

            return document.RootElement.GetProperty("schema").GetString() == Schema ? history : throw new JsonException();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongUseException($"'{path}' is no history of releases ({Schema})");
        }
    }

    public string Write() => JsonText.Write(new YamlMap
    {
        { "schema", Schema },
        { "releases", _releases },
        { "environments", new YamlMap().With(_environments.Select(environment => new KeyValuePair<string, object>(environment.Key, environment.Value))) },
    });

    /// <summary>Gets what runs in an environment; null where nothing is known to.</summary>
    public string? Current(string environment) => _environments.TryGetValue(environment, out var names) && names.Count > 0 ? names[^1] : null;

    /// <summary>Gets the release to go back to: the latest of those that ran there before the current one was made. Null where there is none.</summary>
    public string? Before(string current, string? environment)
    {
        var candidates = environment is null ? _releases : _environments.GetValueOrDefault(environment) ?? [];
        return _releases.Take(_releases.IndexOf(current)).LastOrDefault(candidates.Contains);
    }

    public void Add(string release)
    {
        if (!_releases.Contains(release))
        {
            _releases.Add(release);
        }
    }

    /// <summary>Notes that a release runs in an environment from now on.</summary>
    public void Add(string release, string environment)
    {
        if (Current(environment) != release)
        {
            (_environments.TryGetValue(environment, out var names) ? names : _environments[environment] = []).Add(release);
        }
    }

    private static IEnumerable<string> Names(JsonElement list) => list.EnumerateArray().Select(name => name.GetString()!);
}
