namespace CloudNative.Sdk.Testing.Telemetry;

/// <summary>The telemetry that was agreed on.</summary>
internal sealed class ApprovedFile(string path)
{
    private const string Header = "# What dashboards and alerts may rely on: meter, instrument, kind, unit, tags; activity sources. UPDATE_TELEMETRY=1 writes it.";

    public void Write(IEnumerable<string> surface) => File.WriteAllLines(path, [Header, .. surface]);

    /// <exception cref="ContractException">They differ, or there is no such file.</exception>
    public void AssertEqual(IReadOnlyList<string> surface)
    {
        if (!File.Exists(path))
        {
            throw new ContractException($"'{path}' does not exist. Run the tests once with {TelemetrySurface.UpdateVariable}=1, which writes it, and review it.");
        }

        string[] approved = [.. File.ReadAllLines(path).Where(line => line.Length > 0 && !line.StartsWith('#'))];
        var now = surface.ToLookup(SurfaceText.Subject, StringComparer.Ordinal);
        var before = approved.ToLookup(SurfaceText.Subject, StringComparer.Ordinal);
        List<string> faults =
        [
            .. approved.Except(surface).Select(line => now[SurfaceText.Subject(line)].FirstOrDefault() is { } changed
                ? $"{SurfaceText.Subject(line)} has changed: panels and alerts that use its kind, unit or tags find something else\n    was  {line}\n    is   {changed}"
                : $"{SurfaceText.Subject(line)} is gone: panels and alerts that ask for it find nothing\n    was  {line}"),
            .. surface.Except(approved).Where(line => !before.Contains(SurfaceText.Subject(line))).Select(line => $"{SurfaceText.Subject(line)} is new\n    is   {line}"),
        ];
        ContractException.ThrowIfAny($"The telemetry differs from '{path}'. If that is meant, run the tests once with {TelemetrySurface.UpdateVariable}=1 and review the change", faults);
    }
}
