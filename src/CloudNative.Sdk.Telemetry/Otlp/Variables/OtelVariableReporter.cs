using CloudNative.Sdk.Core;
using CloudNative.Sdk.Names;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Otlp.Variables;

/// <summary>Warns about variables of OpenTelemetry that have no effect, when the host has started: that is not worth a later start.</summary>
internal sealed class OtelVariableReporter(IConfiguration configuration, ILogger<OtelVariableReporter> logger) : IStartedStep
{
    private const string Prefix = "OTEL_";

    /// <summary>
    /// Variables of OpenTelemetry's own things for .NET, and those that an operator in the cluster sets to build others from them.
    /// </summary>
    private static readonly string[] OfOthers = ["OTEL_DOTNET_", "OTEL_RESOURCE_ATTRIBUTES_", "OTEL_INJECTOR_", "OTEL_NODE_IP", "OTEL_POD_IP"];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var set = configuration.GetChildren().Where(section => section.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        if (set.Count > 0)
        {
            Report(set);
        }

        return Task.CompletedTask;
    }

    private void Report(List<IConfigurationSection> set)
    {
        foreach (var section in set.Where(section => !string.IsNullOrWhiteSpace(section.Value)))
        {
            Report(section.Key, section.Value!.Trim());
        }

        var exporters = new OtelConfiguration(configuration);
        foreach (var signal in Enum.GetValues<OtlpSignal>())
        {
            OtlpTarget.Read(exporters, signal);
        }

        foreach (var fault in exporters.Faults.Distinct())
        {
            Report(fault);
        }
    }

    private void Report(string name, string value)
    {
        var variable = OtelVariables.All.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.OrdinalIgnoreCase));
        if (variable is { Reader: null })
        {
            logger.VariableUnsupported(name, variable.Effect);
        }
        else if (variable?.BrokenRule(value) is { } rule)
        {
            logger.VariableInvalid(name, rule, variable.Ignored(value));
        }
        else if (variable is null && !OfOthers.Any(other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase)))
        {
            ReportUnknown(name);
        }
    }

    private void ReportUnknown(string name)
    {
        if (Nearest.Find(name, OtelVariables.All.Where(variable => variable.Reader is not null).Select(variable => variable.Name)) is { } nearest)
        {
            logger.VariableMisspelt(name, nearest);
        }
        else
        {
            logger.VariableUnknown(name);
        }
    }

    private void Report(OtelFault fault)
    {
        if (fault.Value is null)
        {
            logger.HiddenVariableInvalid(fault.Variable, fault.Rule);
        }
        else
        {
            logger.VariableInvalid(fault.Variable, fault.Rule, fault.Value);
        }
    }
}
