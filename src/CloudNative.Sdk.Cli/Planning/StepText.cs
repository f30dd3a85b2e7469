using System.Globalization;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Planning;

/// <summary>Writes steps for people, and for machines.</summary>
/// <param name="goal">What shall run.</param>
/// <param name="commands">Writes them as commands; null where nobody knows what carries them out.</param>
internal sealed class StepText(RolloutGoal goal, StepCommands? commands)
{
    public YamlMap ToMap(RolloutStep step) => new()
    {
        { "action", step.Action.ToString().ToLowerInvariant() },
        { "slot", step.Slot == Slots.Only ? null : step.Slot },
        { "instances", step.Instances },
        { "pauseSeconds", step.Pause is { } pause ? (int)Math.Ceiling(pause.TotalSeconds) : null },
        { "text", Sentence(step) },
        { "commands", CommandsOf(step).ToList() },
    };

    /// <summary>Writes numbered lines, with the commands of each step below it.</summary>
    public string Lines(IReadOnlyList<RolloutStep> steps) => string.Concat(steps.Select((step, index) =>
        string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {Sentence(step)}\n{string.Concat(CommandsOf(step).Select(command => $"     {command}\n"))}")));

    private IEnumerable<string> CommandsOf(RolloutStep step) => commands?.For(step) ?? [];

    private string Sentence(RolloutStep step)
    {
        var what = step.Slot == Slots.Only ? goal.Service : step.Slot;
        return step.Action switch
        {
            RolloutAction.Start => $"start {what} with {Instances(step)}",
            RolloutAction.Wait => $"wait for {what}: {Instances(step)} ready",
            RolloutAction.Switch => $"send the requests to {what}",
            RolloutAction.Pause when step.Slot == Slots.Canary => $"watch {what} for {Rounded(step.Pause!.Value)}",
            RolloutAction.Pause => $"keep {what} for {Rounded(step.Pause!.Value)}, ready to take over again",
            RolloutAction.Retire => $"take {what} away",
            RolloutAction.Hold => "wait for the data centres of the wave before",
            _ => "bring the release before back, and plan again",
        };
    }

    private static string Rounded(TimeSpan pause) => DurationText.Write(TimeSpan.FromSeconds(Math.Ceiling(pause.TotalSeconds)));

    private static string Instances(RolloutStep step) => step.Instances == 1 ? "1 instance" : string.Create(CultureInfo.InvariantCulture, $"{step.Instances} instances");
}
