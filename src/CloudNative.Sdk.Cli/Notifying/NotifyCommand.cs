using System.CommandLine;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Json;

namespace CloudNative.Sdk.Cli.Notifying;

/// <summary><c>notify</c>: the payload that tells a team about a release, and its post to a webhook where that is asked for.</summary>
internal static class NotifyCommand
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(CommonOptions options)
    {
        var deploy = new Argument<string>("DEPLOY") { Description = "The release.json of the release, or the folder that it is in.", DefaultValueFactory = _ => "." };
        var environment = new Option<string?>("--env", "-e") { Description = "The environment that it runs in now.", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "generic or slack.", DefaultValueFactory = _ => Notification.Generic };
        var link = new Option<string?>("--link") { Description = "Where one reads more, as the page of the build.", HelpName = "URL" };
        var post = new Option<string?>("--post") { Description = "The address of a webhook that gets the payload; a secret, which is never shown.", HelpName = "URL" };
        format.AcceptOnlyFromAmong(Notification.Generic, Notification.Slack);
        var command = options.Command("notify", "Write the payload that tells a team about a release, and post it where that is asked for.", async (parsed, terminal, cancellationToken) =>
        {
            var address = parsed.GetValue(post) is { } stated ? Webhook.Parse(stated) : null;
            var release = ReleaseFile.Read(parsed.GetValue(deploy)!);
            if (parsed.GetValue(environment) is { } name)
            {
                RecordCommand.Check(release, name);
            }

            var payload = new Notification(release, parsed.GetValue(environment), parsed.GetValue(link)).ToPayload(parsed.GetValue(format)!);
            terminal.Answer(payload, () => JsonText.Write(payload));
            if (address is null)
            {
                return ExitCodes.Ok;
            }

            var (isTaken, result) = await new Webhook(address, AttemptLimit, Pause).PostAsync(JsonText.Write(payload), cancellationToken);
            terminal.Report(result);
            return isTaken ? ExitCodes.Ok : ExitCodes.Findings;
        });
        command.Arguments.Add(deploy);
        command.Options.Add(environment);
        command.Options.Add(format);
        command.Options.Add(link);
        command.Options.Add(post);
        return command;
    }
}
