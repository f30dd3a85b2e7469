using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Release;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>One service calls another.</summary>
/// <param name="From">The name of the caller.</param>
/// <param name="To">The name or the host that is called.</param>
/// <param name="IsInFleet">Whether that is a service of the fleet.</param>
/// <param name="IsAllowed">Whether the NetworkPolicies of both let the call through, as far as they are known.</param>
internal sealed record FleetCall(string From, string To, bool IsInFleet, bool IsAllowed)
{
    /// <summary>Makes a call, and reports where a NetworkPolicy is missing or in its way.</summary>
    public static FleetCall Between(FleetService from, string name, FleetService? to, string environment, DiagnosticBag diagnostics)
    {
        if (to is null || from.Objects is not { } caller || to.Objects is not { } called)
        {
            return new FleetCall(from.Name, name, to is not null, IsAllowed: true);
        }

        var isAllowed = true;
        foreach (var (service, objects, other, direction, lets) in new[] { (from, caller, called, NetworkReach.Egress, "go out"), (to, called, caller, NetworkReach.Ingress, "come in") })
        {
            var position = new Position(Path.Combine(service.Folder, ReleaseRecord.FileName));
            if (!NetworkReach.IsRestricted(objects, direction))
            {
                diagnostics.Warning(
                    DiagnosticIds.CallWithoutPolicy, position, $"'{from.Name}' calls '{name}' in {environment}, and no NetworkPolicy of the type {direction} of '{service.Name}' says so: any call may {lets}; add one");
            }
            else if (!NetworkReach.Allows(objects, direction, other, called))
            {
                isAllowed = false;
                diagnostics.Error(DiagnosticIds.CallNotAllowed, position, $"'{from.Name}' calls '{name}' in {environment}, but the NetworkPolicy of '{service.Name}' does not let the call {lets}; {Remedy(service, from, name)}");
            }
        }

        return new FleetCall(from.Name, name, IsInFleet: true, isAllowed);
    }

    private static string Remedy(FleetService service, FleetService from, string name) =>
        service == from ? $"add '{name}' to 'dependencies' in service.yaml of '{from.Name}'" : $"add '{from.Name}' to 'callers' in service.yaml of '{name}'";
}
