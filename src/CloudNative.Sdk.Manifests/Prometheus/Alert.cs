namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>One alert, with samples for which it fires and others for which it does not.</summary>
internal sealed record Alert(string Name, string Expression, TimeSpan For, string Severity, string Summary, string Description)
{
    public const string Page = "page";
    public const string Ticket = "ticket";

    public IReadOnlyList<Series> Fires { get; init; } = [];

    public IReadOnlyList<Series> Silent { get; init; } = [];
}
