namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>The instances of a service; replaced as a whole by each change of them, and of what is ejected among them.</summary>
/// <param name="instances">The instances.</param>
internal sealed class InstanceSet(Instance[] instances)
{
    public Instance[] Instances { get; } = instances;
}
