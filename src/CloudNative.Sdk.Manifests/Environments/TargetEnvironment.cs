namespace CloudNative.Sdk.Manifests.Environments;

/// <summary>A place that the service is deployed to.</summary>
internal sealed record TargetEnvironment(string Name)
{
    /// <summary>What is rendered where the team names no environments.</summary>
    public static readonly IReadOnlyList<string> Usual = ["dev", "test", "stage", "prod"];

    /// <summary>Gets whether it bears load: what <c>scale</c> in service.yaml says is meant for these. In dev and test one instance runs, unless their overlay says otherwise.</summary>
    public bool BearsLoad => Name is not ("dev" or "test");

    /// <summary>Gets whether one failure may not stop the service.</summary>
    public bool IsProduction => Name is "prod" or "production";

    /// <summary>
    /// Gets what .NET calls it, <c>DOTNET_ENVIRONMENT</c>: Production, Staging, else the name with a capital letter. Not Development, whose settings file describes a developer's machine.
    /// </summary>
    public string DotnetName => Name switch
    {
        "prod" or "production" => "Production",
        "stage" or "staging" => "Staging",
        _ => char.ToUpperInvariant(Name[0]) + Name.Substring(1),
    };

    /// <summary>Gets the name of the file with what differs here.</summary>
    public static string OverlayOf(string name) => $"service.{name}.yaml";
}
