using System.CommandLine;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary><c>doctor</c>: looks at a project or at a running instance, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions options)
    {
        var target = new Argument<string>("TARGET") { Description = "A project folder, or the address of the ops server of an instance, as http://127.0.0.1:8081.", DefaultValueFactory = _ => "." };
        var command = options.Command("doctor", "Look at a project or at a running instance, and say what to do.", async (parsed, terminal, cancellationToken) =>
        {
            var stated = parsed.GetValue(target)!;
            IReadOnlyList<Advice> advice = Uri.TryCreate(stated, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? await new InstanceExamination(new Uri(stated)).RunAsync(cancellationToken)
                : [.. new ProjectExamination(stated).Run()];
            terminal.Answer(new YamlMap { { "target", stated }, { "findings", advice.Select(one => one.ToMap()).ToList<object>() } }, () => Text(advice));
            return advice.All(one => one.IsWell) ? ExitCodes.Ok : ExitCodes.Findings;
        });
        command.Arguments.Add(target);
        return command;
    }

    private static string Text(IReadOnlyList<Advice> advice)
    {
        string[] toDo = [.. advice.Select(one => one.Do).OfType<string>()];
        return string.Concat(advice.Select(one => $"{(one.IsWell ? "ok  " : "no  ")}{one.What}\n"))
            + (toDo.Length == 0 ? "\nNothing to do.\n" : $"\nTo do:\n{string.Concat(toDo.Select((what, index) => $"{index + 1}. {what}\n"))}");
    }
}
