using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Who calls whom in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Services">The services, by name.</param>
/// <param name="Calls">The calls, by both names.</param>
internal sealed record FleetGraph(string Environment, IReadOnlyList<FleetService> Services, IReadOnlyList<FleetCall> Calls)
{
    /// <summary>Gets what is called and is not part of the fleet, by name.</summary>
    public IEnumerable<string> Others => Calls.Select(call => call.To).Except(Services.Select(service => service.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Joins services, of which each has another name, to a graph.</summary>
    public static FleetGraph Of(string environment, IReadOnlyList<FleetService> services, DiagnosticBag diagnostics)
    {
        List<FleetService> ordered = [.. services.OrderBy(service => service.Name, StringComparer.Ordinal)];
        var byName = ordered.ToDictionary(service => service.Name, StringComparer.Ordinal);
        List<FleetCall> calls = [];
        foreach (var service in ordered)
        {
            calls.AddRange(service.Calls.Where(name => name != service.Name).Select(name => FleetCall.Between(service, name, byName.GetValueOrDefault(name), environment, diagnostics)));
            calls.AddRange(service.Hosts.Select(host => new FleetCall(service.Name, host, IsInFleet: false, IsAllowed: true)));
        }

        CheckPlaces(ordered, environment, diagnostics);
        return new FleetGraph(environment, ordered, calls);
    }

    /// <summary>The registry of ports and routes: each belongs to one service.</summary>
    private static void CheckPlaces(IEnumerable<FleetService> services, string environment, DiagnosticBag diagnostics)
    {
        foreach (var taken in services.SelectMany(service => service.Places.Select(place => (Service: service, Place: place))).GroupBy(one => one.Place.What, StringComparer.Ordinal))
        {
            var owners = taken.DistinctBy(one => one.Service.Name).ToList();
            foreach (var (service, place) in owners.Skip(1))
            {
                diagnostics.Error(
                    DiagnosticIds.PlaceTaken, new Position(Path.Combine(service.Folder, place.File)), $"{place.What} of '{service.Name}' belongs to '{owners[0].Service.Name}' in {environment} already; choose another for one of them");
            }
        }
    }
}
