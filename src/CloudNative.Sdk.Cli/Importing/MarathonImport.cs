using System.Globalization;
using System.Text.Json;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>Takes the template of a Marathon application over into the settings of a service, field by field.</summary>
/// <param name="values">The values of its tokens.</param>
internal sealed class MarathonImport(TemplateValues values)
{
    /// <summary>What manifests have by themselves, better known to the code than to a template.</summary>
    private static readonly string[] Written =
    [
        "healthChecks", "readinessChecks", "upgradeStrategy", "networks", "killSelection", "backoffSeconds", "backoffFactor", "maxLaunchDelaySeconds", "unreachableStrategy",
        "taskKillGracePeriodSeconds", "requirePorts", "secrets", "container.type", "container.docker.network", "container.docker.forcePullImage", "ipAddress",
    ];

    private readonly List<ImportNote> _notes = [];

    /// <summary>Gets <c>service.yaml</c>.</summary>
    public SettingsTree Service { get; } = new();

    /// <summary>Gets what differs in the environment of the values.</summary>
    public SettingsTree Overlay { get; } = new();

    /// <summary>Gets what was not simply taken over.</summary>
    public IReadOnlyList<ImportNote> Notes => _notes;

    public void Read(JsonElement application)
    {
        Service.Set("cloudnative/v1", "apiVersion");
        foreach (var field in application.EnumerateObject())
        {
            Read(field.Name, field.Value, application);
        }
    }

    /// <summary>States a text: in service.yaml where its tokens stay, else with their values for the environment.</summary>
    public void State(string field, string text, params ReadOnlySpan<string> path)
    {
        var stays = TemplateValues.StaysToken(text);
        (stays ? Service : Overlay).Set(stays ? text : Resolve(field, text), path);
    }

    /// <summary>States a number that may be a token, for the environment.</summary>
    public void StateNumber(string field, JsonElement value, params ReadOnlySpan<string> path)
    {
        if (Number(field, value) is { } number)
        {
            Overlay.Set((int)number, path);
        }
    }

    public string Resolve(string field, string text) =>
        values.Resolve(text, missing => Lost(field, $"the token {missing} has no value; add it to the values, or state the field for the environment"));

    public decimal? Number(string field, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? Resolve(field, value.GetString()!) : value.GetRawText();
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Lost(field, "it is no number");
        return null;
    }

    public void Lost(string field, string text) => _notes.Add(new ImportNote(field, true, text));

    public void Told(string field, string text) => _notes.Add(new ImportNote(field, false, text));

    private void Read(string name, JsonElement value, JsonElement application)
    {
        switch (name)
        {
            case "id":
                MarathonIdentity.Read(this, value.GetString() ?? "");
                break;
            case "instances":
                StateNumber(name, value, "instances");
                break;
            case "cpus" or "mem" or "disk":
                ReadAmount(name, value);
                break;
            case "env":
                new MarathonVariables(this, application).Read(value);
                break;
            case "labels":
                MarathonLabelImport.Read(this, value);
                break;
            case "container":
                new MarathonContainer(this).Read(value);
                break;
            default:
                ReadOther(name, value);
                break;
        }
    }

    private void ReadAmount(string name, JsonElement value)
    {
        if (Number(name, value) is not { } amount || amount <= 0)
        {
            return;
        }

        var (field, text) = name switch
        {
            "cpus" => ("cpu", FormattableString.Invariant($"{Math.Round(amount * 1000):0}m")),
            "mem" => ("memory", FormattableString.Invariant($"{Math.Ceiling(amount):0}Mi")),
            _ => ("ephemeral-storage", FormattableString.Invariant($"{Math.Ceiling(amount):0}Mi")),
        };
        Service.Set(text, "resources", "requests", field);
    }

    /// <summary>Notes a field that is not taken over.</summary>
    public void ReadOther(string field, JsonElement value)
    {
        var isSpread = field == "constraints" && value.GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) == """[["hostname","UNIQUE"]]""";
        if (Written.Contains(field) || isSpread)
        {
            Told(field, "the manifests have it by themselves");
        }
        else
        {
            Lost(field, "it has no equivalent; where it is needed, add it to the generated application by hand");
        }
    }
}
