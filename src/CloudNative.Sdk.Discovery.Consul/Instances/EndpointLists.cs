namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Orders and compares endpoints.</summary>
internal static class EndpointLists
{
    public static int Order(ServiceEndpoint one, ServiceEndpoint other) =>
        one.Priority != other.Priority ? one.Priority.CompareTo(other.Priority) : string.CompareOrdinal(one.Id, other.Id);

    public static bool Same(ServiceEndpoints one, ServiceEndpoints other)
    {
        if (one.Reason != other.Reason || one.Endpoints.Count != other.Endpoints.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Endpoints.Count; i++)
        {
            if (!Same(one.Endpoints[i], other.Endpoints[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(ServiceEndpoint one, ServiceEndpoint other) =>
        (one.Id, one.Host, one.Port, one.Scheme, one.Path, one.HostName, one.Weight) == (other.Id, other.Host, other.Port, other.Scheme, other.Path, other.HostName, other.Weight)
        && (one.Priority, one.Zone, one.DataCenter) == (other.Priority, other.Zone, other.DataCenter)
        && one.Metadata.Count == other.Metadata.Count
        && one.Metadata.All(pair => other.Metadata.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
