namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Amounts of resources, as requested or as a limit.</summary>
internal sealed record ResourceSettings
{
    public Given<Quantity>? Cpu { get; init; }

    public Given<Quantity>? Memory { get; init; }

    public Given<Quantity>? EphemeralStorage { get; init; }
}
