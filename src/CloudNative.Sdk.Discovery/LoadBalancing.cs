namespace CloudNative.Sdk.Discovery;

/// <summary>How an instance is chosen among those that are available.</summary>
public enum LoadBalancing
{
    /// <summary>Of two instances taken at random, by their weights, the one with fewer calls in flight and the shorter answers. The default.</summary>
    LeastLoaded,

    /// <summary>One after the other, without regard to weights.</summary>
    RoundRobin,

    /// <summary>At random, without regard to weights.</summary>
    Random,

    /// <summary>At random by the weights that the source states.</summary>
    Weighted,
}
