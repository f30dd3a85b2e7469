using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Manifests.Output;

/// <summary>
/// A file of the build that says of which input the manifests in a folder were made, and how they lay there: while both are the same, making them again would change
/// nothing. It is only written where there was nothing to report, since a warning is due each time.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="folder">The folder with the manifests.</param>
internal sealed class GenerationStamp(string path, string folder)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Gets the summary of what was made of this input, if it all still lies there as it was written; otherwise null.</summary>
    public string? Find(string fingerprint)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path, Utf8);
        if (lines.Length < 3 || lines[0] != fingerprint)
        {
            return null;
        }

        for (var index = 2; index < lines.Length; index++)
        {
            if (lines[index] != Line(lines[index].Substring(lines[index].LastIndexOf('\t') + 1)))
            {
                return null;
            }
        }

        return lines[1];
    }

    /// <summary>Remembers what was made of an input.</summary>
    /// <param name="fingerprint">The input.</param>
    /// <param name="summary">One line about what was made.</param>
    /// <param name="files">The paths below the folder.</param>
    public void Write(string fingerprint, string summary, IEnumerable<string> files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, [fingerprint, summary, .. files.Select(Line), Line(OutputFolder.OwnedFiles)], Utf8);
    }

    /// <summary>Forgets what was made, as before something else is.</summary>
    public void Clear() => File.Delete(path);

    private string Line(string file)
    {
        var info = new FileInfo(Path.Combine(folder, file));
        return info.Exists
            ? string.Concat(info.Length.ToString(CultureInfo.InvariantCulture), "\t", info.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), "\t", file)
            : "none";
    }
}
