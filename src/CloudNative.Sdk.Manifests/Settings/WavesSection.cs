using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>datacenters: [fra1, ams1]</c> and <c>waves: [[ams1], [fra1]]</c>: the data centres that a release reaches one wave after another, each exactly once.</summary>
internal sealed class WavesSection(ObjectReader root, DiagnosticBag diagnostics)
{
    public ServiceSettings Read(ServiceSettings settings)
    {
        var centres = root.Names("datacenters", Shapes.EnvironmentName);
        var waves = root.List("waves");
        if (waves is null)
        {
            return settings with { DataCentres = Values(centres), Waves = centres is null ? [] : [Values(centres)] };
        }

        var read = new List<IReadOnlyList<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wave in waves)
        {
            read.Add([.. Names(wave).Where(name => IsNew(name, centres, seen)).Select(name => name.Value)]);
        }

        foreach (var centre in centres?.Where(centre => !seen.Contains(centre.Value)) ?? [])
        {
            diagnostics.Error(DiagnosticIds.MissingField, centre.Position, $"the data centre '{centre.Value}' is in no wave, so that no release would reach it; add it to 'waves'");
        }

        return settings with { DataCentres = Values(centres), Waves = read };
    }

    private static string[] Values(IReadOnlyList<Given<string>>? names) => names is null ? [] : [.. names.Select(name => name.Value)];

    private IEnumerable<YamlText> Names(YamlNode wave)
    {
        if (wave is YamlList list && list.Items.All(item => item is YamlText))
        {
            return list.Items.Cast<YamlText>();
        }

        root.WrongValue(wave.Position, "a wave", "a list of data centres", wave.Kind);
        return [];
    }

    private bool IsNew(YamlText name, IReadOnlyList<Given<string>>? centres, HashSet<string> seen)
    {
        if (centres is null || !centres.Any(centre => centre.Value == name.Value))
        {
            root.WrongValue(name.Position, "a wave", $"of data centres, which are {string.Join(", ", Values(centres))}", $"'{name.Value}'");
            return false;
        }

        if (!seen.Add(name.Value))
        {
            diagnostics.Error(DiagnosticIds.DuplicateKey, name.Position, $"the data centre '{name.Value}' is in two waves; a release reaches each once");
            return false;
        }

        return true;
    }
}
