using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Pages;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>docs/getting-started.md, command by command as it is written. The first packs the packages, as the feed has done.</summary>
public sealed partial class GettingStartedTests(PackedFeed feed)
{
    private const int MaxCommands = 6;

    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "getting-started.md"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_commands_of_the_page_lead_to_a_running_service()
    {
        var commands = FencedBlock.ReadAll(Page).First(block => block.Language == "sh").Text.TrimEnd('\n').Split('\n');
        Assert.InRange(commands.Length, 2, MaxCommands);
        Assert.Equal("dotnet pack", commands[0]);
        Assert.StartsWith("dotnet run ", commands[^1], StringComparison.Ordinal);

        var clone = feed.LayOutClone("Getting.Started");
        var address = ServiceAddress.Free();
        var shell = new UserShell(feed, Path.Combine(clone, "home"));
        var folder = await FollowAsync(shell, clone, commands[1..^1]);
        await using var running = shell.Start(
            "exec " + commands[^1], folder, new("Kestrel__Endpoints__Http__Url", address.Application.ToString()), new("CloudNative__Ops__Port", $"{address.OpsPort}"));

        using var http = new HttpClient();
        await running.WaitForAsync(
            "readiness", TimeSpan.FromMinutes(3), async token => await IsReadyAsync(http, address, token), Token);
        Assert.Equal("Hello, you!", await http.GetStringAsync(new Uri(address.Application, "/you"), Token));
        foreach (var question in Questions().Matches(Page).Select(match => match.Groups))
        {
            var asked = question[1].Value == "8080" ? new Uri(address.Application, question[2].Value) : address.Ops(question[2].Value);
            using var answer = await http.GetAsync(asked, Token);
            Assert.True(answer.IsSuccessStatusCode, $"{question[0]}: {answer.StatusCode}");
        }

        Assert.Contains("greetings_sent_total", await http.GetStringAsync(address.Ops("/metrics"), Token), StringComparison.Ordinal);
    }

    /// <summary>Runs the commands in one shell; returns the folder that it ends in.</summary>
    private async Task<string> FollowAsync(UserShell shell, string clone, IEnumerable<string> commands)
    {
        var script = string.Join('\n', [.. commands.Select(command => command.Replace("0.1.0", feed.Version, StringComparison.Ordinal)), "pwd"]);
        await using var process = shell.Start(script, clone);
        Assert.True(await process.WaitForExitAsync(TimeSpan.FromMinutes(3), Token) == 0, process.Output);
        return process.Output.Split('\n')[^1].Trim();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, ServiceAddress address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address.Ops("/healthz/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("`curl localhost:(8080|8081)(/[^`]*)`")]
    private static partial Regex Questions();
}
