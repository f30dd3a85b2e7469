using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>
/// A value that the code has, and that service.yaml may change. What code sets to a constant cannot be changed from outside, so there the two must
/// agree; otherwise the changed value goes into the environment, and the running service does what the manifest says.
/// </summary>
/// <param name="key">The configuration key.</param>
/// <param name="field">The field of service.yaml.</param>
/// <param name="rule">The rule for a value in configuration, in words.</param>
/// <param name="parse">Reads a value from configuration.</param>
/// <param name="write">Writes a value for the configuration.</param>
/// <param name="show">Writes a value for people.</param>
internal sealed class Overridable<T>(string key, string field, string rule, Func<string, T?> parse, Func<T, string> write, Func<T, string> show)
    where T : struct, IEquatable<T>
{
    public Given<T> Resolve(Given<T>? stated, T byDefault, Position defaultPosition, Configuration configuration, Variables variables, bool mayContradict, DiagnosticBag diagnostics)
    {
        var fixedInCode = configuration.FromCode(key, rule, parse);
        var configured = configuration.FromConfiguration(key, rule, parse);
        var found = fixedInCode ?? configured ?? new Given<T>(byDefault, defaultPosition);
        if (stated is null || stated.Value.Equals(found.Value))
        {
            return found;
        }

        if (fixedInCode is not null && mayContradict)
        {
            return stated;
        }

        if (fixedInCode is not null)
        {
            diagnostics.Error(
                DiagnosticIds.ContradictedFact,
                stated.Position,
                $"{field} is {show(stated.Value)}, but {fixedInCode.Position} sets {key} to {show(fixedInCode.Value)}, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason");
        }
        else if (configuration.StatedInConfig(key) is { } twice)
        {
            diagnostics.Error(DiagnosticIds.DuplicateKey, stated.Position, $"{field} is {show(stated.Value)}, but 'config' sets {key} to '{twice.Value}'; remove one of the two");
        }

        variables.Set(ConfigurationKey.ToVariable(key), write(stated.Value));
        return new Given<T>(stated.Value, stated.Position);
    }
}
