using System.CommandLine;
using System.Text.Json;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Planning;

/// <summary><c>plan</c>: the steps that are left until a release serves, from what runs now.</summary>
internal static class PlanCommand
{
    public static Command Create(CommonOptions options)
    {
        var deploy = new Argument<string>("DEPLOY") { Description = "The release.json of the release that shall run, or the folder that it is in.", DefaultValueFactory = _ => "." };
        var environment = new Option<string>("--env", "-e") { Description = "The environment.", Required = true, HelpName = "NAME" };
        var running = new Option<string>("--running") { Description = "What runs: a file, or - for standard input.", Required = true, HelpName = "FILE" };
        var platform = new Option<Platform?>("--platform") { Description = "What carries out the plan; default: that of which the state is, else none." };
        var now = new Option<DateTimeOffset?>("--now") { Description = "The time from which pauses are counted; default: now.", HelpName = "TIME" };
        var command = options.Command("plan", "Tell the steps that are left until a release serves: a pure function of the release and of what runs.", async (parsed, terminal, cancellationToken) =>
        {
            var goal = GoalOf(parsed.GetValue(deploy)!, parsed.GetValue(environment)!);
            var diagnostics = new DiagnosticBag();
            var (states, found) = RunningStateReader.Read(await ReadAsync(parsed.GetValue(running)!, cancellationToken), goal, diagnostics);
            if (diagnostics.HasErrors)
            {
                terminal.Report(diagnostics.Ordered());
                return ExitCodes.WrongUse;
            }

            Answer(terminal, goal, parsed.GetValue(platform) ?? found, RolloutPlanner.Plan(goal, states, parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow()));
            return ExitCodes.Ok;
        });
        command.Arguments.Add(deploy);
        command.Options.Add(environment);
        command.Options.Add(running);
        command.Options.Add(platform);
        command.Options.Add(now);
        return command;
    }

    private static RolloutGoal GoalOf(string path, string environment)
    {
        var file = ReleaseFile.Read(path).Path;
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        string[] environments = document.RootElement.At(RolloutRecord.Field) is { ValueKind: JsonValueKind.Object } rollout ? [.. rollout.EnumerateObject().Select(entry => entry.Name)] : [];
        if (!environments.Contains(environment))
        {
            throw new WrongUseException($"'{file}' has no environment '{environment}'; {Suggestion.Or(environment, environments, $"the environments are {string.Join(", ", environments)}")}");
        }

        try
        {
            return RolloutRecord.Read(document.RootElement, environment);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongUseException($"'{file}' does not say how '{environment}' is rolled out; publish the service again");
        }
    }

    private static async Task<SourceText> ReadAsync(string path, CancellationToken cancellationToken) => path == Tool.StandardInput
        ? new SourceText("standard input", await Console.In.ReadToEndAsync(cancellationToken))
        : new SourceText(path, await File.ReadAllTextAsync(path, cancellationToken));

    private static void Answer(Terminal terminal, RolloutGoal goal, Platform? platform, IReadOnlyList<DataCenterPlan> plans) => terminal.Answer(
        new YamlMap
        {
            { "service", goal.Service },
            { "version", goal.Version },
            { "environment", goal.Environment },
            { "platform", platform?.ToString().ToLowerInvariant() },
            { "serves", plans.All(plan => plan.Plan.Serves) },
            { "done", plans.All(plan => plan.Plan.Steps.Count == 0) },
            { "plans", plans.Select(plan => ToMap(goal, platform, plan)).ToList() },
        },
        () => string.Concat(plans.Select(plan => Text(goal, platform, plan))));

    private static YamlMap ToMap(RolloutGoal goal, Platform? platform, DataCenterPlan plan)
    {
        var text = new StepText(goal, CommandsOf(goal, platform, plan.DataCenter));
        return new YamlMap
        {
            { "dataCenter", plan.DataCenter },
            { "slot", plan.Plan.Slot == Slots.Only ? null : plan.Plan.Slot },
            { "steps", plan.Plan.Steps.Select(text.ToMap).ToList() },
            { "rollback", plan.Plan.Rollback.Select(text.ToMap).ToList() },
        };
    }

    private static string Text(RolloutGoal goal, Platform? platform, DataCenterPlan plan)
    {
        var text = new StepText(goal, CommandsOf(goal, platform, plan.DataCenter));
        var place = plan.DataCenter is null ? goal.Environment : $"{goal.Environment}, {plan.DataCenter}";
        var slot = plan.Plan.Slot == Slots.Only ? "" : $", {plan.Plan.Slot}";
        var state = plan.Plan.Steps.Count == 0 ? "nothing is left to do" : plan.Plan.Serves ? "it serves; to clean up:" : "to do:";
        return $"{goal.Service} {goal.Version} in {place}{slot}: {state}\n{text.Lines(plan.Plan.Steps)}"
            + (plan.Plan.Rollback.Count == 0 ? "" : $"to go back instead:\n{text.Lines(plan.Plan.Rollback)}");
    }

    private static StepCommands? CommandsOf(RolloutGoal goal, Platform? platform, string? dataCenter) => platform switch
    {
        Platform.Kubernetes => new KubernetesCommands(goal, dataCenter),
        Platform.Marathon => new MarathonCommands(goal, dataCenter),
        _ => null,
    };
}
