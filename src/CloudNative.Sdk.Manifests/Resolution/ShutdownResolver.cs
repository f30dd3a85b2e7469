using System.Globalization;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Does the arithmetic of a stop: drain + shutdown timeout + margin.</summary>
internal sealed class ShutdownResolver(CodeFacts code, ServiceSettings stated, Configuration configuration, Variables variables, Explanations explanations, DiagnosticBag diagnostics)
{
    private const string DrainKey = "CloudNative:Health:DrainDelay";

    private static readonly TimeSpan DefaultMargin = TimeSpan.FromSeconds(5);

    private static readonly Overridable<TimeSpan> Drain = new(
        DrainKey, "shutdown.drain", "a duration from 00:00:00 to 00:10:00", ParseDrain, DurationText.ToConfiguration, DurationText.Write);

    /// <summary>The key that the .NET host itself reads into HostOptions.ShutdownTimeout.</summary>
    private static readonly Overridable<TimeSpan> TimeoutInConfiguration = new(
        "shutdownTimeoutSeconds", "shutdown.timeout", "a whole number of seconds from 0 to 3600", ParseSeconds, WriteSeconds, DurationText.Write);

    public Shutdown Resolve()
    {
        var preStop = ResolvePreStop();
        var drain = preStop is null ? ResolveDrain() : null;
        var timeout = ResolveTimeout();
        explanations.Add("shutdown.drain", drain?.Value, drain?.Position);
        explanations.Add("shutdown.timeout", timeout.Value, timeout.Position);
        explanations.Add("shutdown.margin", stated.ShutdownMargin, DefaultMargin);
        explanations.Add("shutdown.owner", stated.ShutdownOwner, ServiceFile.OwnerSdk);
        return new Shutdown(drain?.Value, timeout.Value, stated.ShutdownMargin?.Value ?? DefaultMargin) { PreStop = preStop };
    }

    /// <summary>Where the platform waits in a preStop hook the service itself shall not wait again.</summary>
    private TimeSpan? ResolvePreStop()
    {
        if (stated.ShutdownOwner is not { Value: ServiceFile.OwnerPreStop } owner)
        {
            return null;
        }

        if (code.HasHealth && configuration.FromCode(DrainKey, "a duration from 00:00:00 to 00:10:00", ParseDrain) is { } inCode && inCode.Value > TimeSpan.Zero)
        {
            diagnostics.Error(
                DiagnosticIds.NoDrain,
                owner.Position,
                $"shutdown.owner is preStop, but {inCode.Position} sets {DrainKey} to {DurationText.Write(inCode.Value)}, so that a stop would wait twice; remove one of the two");
        }
        else if (code.HasHealth)
        {
            variables.Set(ConfigurationKey.ToVariable(DrainKey), DurationText.ToConfiguration(TimeSpan.Zero));
        }

        var wait = stated.Drain?.Value ?? TimeSpan.FromSeconds(OperationDefaults.DrainDelaySeconds);
        explanations.Add("shutdown.drain", wait, stated.Drain?.Position);
        return wait;
    }

    private Given<TimeSpan>? ResolveDrain()
    {
        if (code.HasHealth)
        {
            return Drain.Resolve(stated.Drain, TimeSpan.FromSeconds(OperationDefaults.DrainDelaySeconds), code.Assembly, configuration, variables, stated.Contradicts("shutdown.drain"), diagnostics);
        }

        if (stated.Drain is { } given)
        {
            diagnostics.Error(
                DiagnosticIds.NoDrain,
                given.Position,
                $"shutdown.drain is {DurationText.Write(given.Value)}, but {code.Assembly} adds no health feature that would drain; call builder.AddCloudNative(), or remove the field");
        }

        return null;
    }

    private Given<TimeSpan> ResolveTimeout()
    {
        const string key = "Host:ShutdownTimeout";
        if (configuration.FromCode(key, "a duration from 00:00:00 to 01:00:00", ParseDuration) is not { } inCode)
        {
            return TimeoutInConfiguration.Resolve(
                stated.ShutdownTimeout, TimeSpan.FromSeconds(OperationDefaults.ShutdownTimeoutSeconds), code.Assembly, configuration, variables, stated.Contradicts("shutdown.timeout"), diagnostics);
        }

        if (stated.ShutdownTimeout is { } wanted && stated.Contradicts("shutdown.timeout"))
        {
            return wanted;
        }

        if (stated.ShutdownTimeout is { } given && given.Value != inCode.Value)
        {
            diagnostics.Error(
                DiagnosticIds.ContradictedFact,
                given.Position,
                $"shutdown.timeout is {DurationText.Write(given.Value)}, but {inCode.Position} sets HostOptions.ShutdownTimeout to {DurationText.Write(inCode.Value)}, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason");
        }

        return inCode;
    }

    private static TimeSpan? ParseDrain(string text) => InBounds(DurationText.FromConfiguration(text), ServiceFile.MaxDrain);

    private static TimeSpan? ParseDuration(string text) => InBounds(DurationText.FromConfiguration(text), ServiceFile.MaxShutdownTime);

    private static TimeSpan? ParseSeconds(string text) => Number.TryParse(text, out var seconds) ? InBounds(TimeSpan.FromSeconds(seconds), ServiceFile.MaxShutdownTime) : null;

    private static TimeSpan? InBounds(TimeSpan? duration, TimeSpan max) => duration >= TimeSpan.Zero && duration <= max ? duration : null;

    private static string WriteSeconds(TimeSpan duration) => Shutdown.Seconds(duration).ToString(CultureInfo.InvariantCulture);
}
