namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>One problem, with what MSBuild needs to point at it.</summary>
internal sealed record Diagnostic(Position Position, bool IsError, string Id, string Message)
{
    /// <summary>Writes the problem as MSBuild does: <c>service.yaml(14,3): error CNS7004: …</c>.</summary>
    public override string ToString() => $"{Position}: {(IsError ? "error" : "warning")} {Id}: {Message}";
}
