using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>
/// Names everything that a build gives the generator, without reading any of it: where the name is the same, so is the output. It is a part of each build,
/// and so keeps to what is loaded there already.
/// </summary>
internal sealed class TaskFingerprint
{
    private readonly StringBuilder _parts = new();
    private readonly StringBuilder _texts = new();

    public TaskFingerprint() => Add(typeof(TaskFingerprint).Module.ModuleVersionId.ToString("N"));

    public void Add(string value) => _parts.Append(value).Append('\0');

    /// <summary>Adds the content of a file; <paramref name="isText"/> for one that may name environment variables.</summary>
    public void AddFile(string path, bool isText)
    {
        Add(Path.GetFileName(path));
        if (!File.Exists(path))
        {
            return;
        }

        var bytes = File.ReadAllBytes(path);
        using var sha = SHA256.Create();
        Add(Convert.ToBase64String(sha.ComputeHash(bytes)));
        if (isText)
        {
            _texts.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
        }
    }

    /// <summary>Adds the files of a folder by a pattern.</summary>
    public void AddFiles(string folder, string pattern)
    {
        var paths = Directory.GetFiles(folder, pattern);
        Array.Sort(paths, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            AddFile(path, isText: true);
        }
    }

    /// <summary>Adds the variables that set fields, and those whose name is anywhere in the texts: only these can be asked for.</summary>
    public void AddVariables(IDictionary variables)
    {
        var texts = _texts.ToString();
        var used = new List<string>();
        foreach (DictionaryEntry variable in variables)
        {
            var name = (string)variable.Key;
            if (name.StartsWith("CLOUDNATIVE_", StringComparison.Ordinal) || texts.IndexOf(name, StringComparison.Ordinal) >= 0)
            {
                used.Add(name + "=" + variable.Value);
            }
        }

        used.Sort(StringComparer.Ordinal);
        used.ForEach(Add);
    }

    public override string ToString()
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(_parts.ToString())));
    }
}
