using System.CommandLine;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Explaining;

/// <summary><c>explain</c>: where the value of a field comes from.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommonOptions options)
    {
        var field = new Argument<string?>("FIELD") { Description = "A field as scale.min, or the beginning of several as ports. Default: every field.", Arity = ArgumentArity.ZeroOrOne };
        var environment = new Option<string?>("--env", "-e") { Description = "One environment. Default: every environment.", HelpName = "NAME" };
        var deploy = new Option<string>("--deploy", "-d") { Description = "The folder of the manifests, or one above it.", HelpName = "DIR", DefaultValueFactory = _ => "." };
        var command = options.Command("explain", "Say where the values in the manifests come from.", (parsed, terminal, _) =>
        {
            var folder = FolderSearch.FindOne(parsed.GetValue(deploy)!, ExplainFile.FileName);
            var entries = ExplainedValue.Read(Path.Combine(folder, ExplainFile.FileName));
            var ofEnvironment = parsed.GetValue(environment) is { } name ? ExplainedValue.OfEnvironment(entries, name) : entries;
            var found = parsed.GetValue(field) is { } prefix ? ExplainedValue.OfField(ofEnvironment, prefix) : ofEnvironment;
            terminal.Answer(new YamlMap { { "values", found.Select(entry => entry.ToMap()).ToList<object>() } }, () => Table(found));
            return Task.FromResult(ExitCodes.Ok);
        });
        command.Arguments.Add(field);
        command.Options.Add(environment);
        command.Options.Add(deploy);
        return command;
    }

    private static string Table(IReadOnlyList<ExplainedValue> entries) => TextTable.Write(
        ["environment", "field", "value", "source", "from"],
        entries.Select(entry => new[] { entry.Environment, entry.Field, entry.Value, entry.Source, entry.From ?? "" }));
}
