namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>A place in a file, relative to the project; line and column count from 1, and 0 stands for the whole file.</summary>
internal readonly record struct Position(string File, int Line = 0, int Column = 0)
{
    /// <summary>Writes the place as MSBuild does: <c>service.yaml(14,3)</c>.</summary>
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}({Line},{Column})");
}
