using System.CommandLine;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary><c>doctor</c>: looks at a project or at a running instance, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions options)
    {
        var target = new Argument<string>("TARGET") { Description = "A project folder, or the address of the ops server of an instance, as http://127.0.0.1:8081.", DefaultValueFactory = _ => "." };
        var environment = new Option<string>("--env", "-e") { Description = "The environment whose configuration of a project is shown.", HelpName = "NAME", DefaultValueFactory = _ => "prod" };
        var command = options.Command("doctor", "Look at a project or at a running instance, and say what to do.", async (parsed, terminal, cancellationToken) =>
        {
            var stated = parsed.GetValue(target)!;
            var found = Uri.TryCreate(stated, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? await new InstanceExamination(new Uri(stated)).RunAsync(cancellationToken)
                : new ProjectExamination(stated, parsed.GetValue(environment)!).Run();
            terminal.Answer(
                new YamlMap
                {
                    { "target", stated },
                    { "findings", found.Findings.Select(one => one.ToMap()).ToList<object>() },
                    { "configuration", found.Configuration.Select(setting => setting.ToMap()).ToList<object>() },
                },
                () => Text(found));
            return found.Findings.All(one => one.IsWell) ? ExitCodes.Ok : ExitCodes.Findings;
        });
        command.Arguments.Add(target);
        command.Options.Add(environment);
        return command;
    }

    private static string Text(Examination found)
    {
        string[] toDo = [.. found.Findings.Select(one => one.Do).OfType<string>()];
        return string.Concat(found.Findings.Select(one => $"{(one.IsWell ? "ok  " : "no  ")}{one.What}\n"))
            + (found.Configuration.Count == 0 ? "" : "\n" + TextTable.Write(["configuration", "value", "from", "overrides"], found.Configuration.Select(setting => setting.ToRow())))
            + (toDo.Length == 0 ? "\nNothing to do.\n" : $"\nTo do:\n{string.Concat(toDo.Select((what, index) => $"{index + 1}. {what}\n"))}");
    }
}
