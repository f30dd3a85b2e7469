using System.Globalization;

namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>Reads a page of metrics strictly: what any scraper may refuse is a fault. One instance reads one page.</summary>
internal abstract class MetricsPage
{
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private Family? _current;
    private int _line;

    /// <summary>Gets every fault, with its line.</summary>
    public IReadOnlyList<string> Read(string page)
    {
        if (!page.EndsWith('\n'))
        {
            Fault("the last line does not end with a line feed");
        }

        foreach (var line in Lines(page.TrimEnd('\n').Split('\n')))
        {
            _line++;
            try
            {
                ReadLine(line);
            }
            catch (FormatException exception)
            {
                Fault($"{exception.Message}: {line}");
            }
        }

        foreach (var family in _families.Values.Where(family => family is { Type: "histogram", HasSamples: true }))
        {
            _faults.AddRange(family.HistogramFaults());
        }

        return _faults;
    }

    /// <summary>Gets the types that a metric may have.</summary>
    protected abstract IReadOnlyCollection<string> Types { get; }

    protected abstract bool AllowsExemplar(Family family, Sample sample);

    /// <summary>Gets the lines to be read, after a look at what is special about the first and last of them.</summary>
    protected abstract IEnumerable<string> Lines(string[] lines);

    /// <summary>Gets the suffixes that a sample may add to the name of a metric of a type.</summary>
    protected abstract IReadOnlyList<string> Suffixes(string type);

    /// <summary>Reads <c># WORD name rest</c> where only one of the formats knows the word.</summary>
    protected abstract void ReadOther(string word, Family family, string rest);

    protected void Fault(string fault) => _faults.Add(_line == 0 ? fault : string.Create(CultureInfo.InvariantCulture, $"line {_line}: {fault}"));

    private void ReadLine(string line)
    {
        if (line.StartsWith('#'))
        {
            ReadComment(line);
        }
        else if (line.Length > 0)
        {
            ReadSample(new SampleReader(line).Read());
        }
        else
        {
            Fault("it is empty");
        }
    }

    private void ReadComment(string line)
    {
        if (line.Split(' ', 4) is not ["#", var word and ("HELP" or "TYPE" or "UNIT"), var name, ..] parts)
        {
            Fault($"it is neither HELP, TYPE nor a sample: {line}");
            return;
        }

        var family = Enter(name.Trim('"'));
        var rest = parts.Length > 3 ? parts[3] : "";
        if (family.HasSamples)
        {
            Fault($"{word} of '{family.Name}' comes after its samples");
        }

        switch (word)
        {
            case "HELP" when family.HasHelp:
            case "TYPE" when family.Type is not null:
                Fault($"'{family.Name}' has a second {word}");
                break;
            case "HELP":
                family.HasHelp = true;
                break;
            case "TYPE" when !Types.Contains(rest):
                Fault($"'{family.Name}' has the type '{rest}', which is none of {string.Join(", ", Types)}");
                break;
            case "TYPE":
                family.Type = rest;
                break;
            default:
                ReadOther(word, family, rest);
                break;
        }
    }

    private void ReadSample(Sample sample)
    {
        var family = _current is { } current && Belongs(sample, current) ? current : _families.Values.FirstOrDefault(known => Belongs(sample, known));
        if (family?.Type is null)
        {
            Fault($"'{sample.Name}' has no TYPE before it that fits its name");
        }

        family = Enter(family?.Name ?? sample.Name);
        if (!family.TryAdd(sample))
        {
            Fault($"{sample.Identity} is given twice");
        }

        if (sample.HasExemplar && !AllowsExemplar(family, sample))
        {
            Fault($"{sample.Identity} may not have an exemplar");
        }
    }

    private bool Belongs(Sample sample, Family family) => Suffixes(family.Type ?? "").Any(suffix => sample.Name == family.Name + suffix);

    /// <summary>Gets the metric that the line is about; its lines must not be interrupted.</summary>
    private Family Enter(string name)
    {
        if (_families.TryGetValue(name, out var family))
        {
            if (family != _current)
            {
                Fault($"the lines of '{name}' are not together");
            }
        }
        else
        {
            _families.Add(name, family = new Family(name));
        }

        return _current = family;
    }
}
