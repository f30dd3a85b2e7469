using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Processes;
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
        var commands = Commands().Match(Page).Groups[1].Value.TrimEnd('\n').Split('\n');
        Assert.InRange(commands.Length, 2, MaxCommands);
        Assert.Equal("dotnet pack", commands[0]);
        Assert.StartsWith("dotnet run ", commands[^1], StringComparison.Ordinal);

        var clone = feed.LayOutClone("Getting.Started");
        var address = ServiceAddress.Free();
        var folder = await FollowAsync(clone, commands[1..^1]);
        await using var running = Start("exec " + commands[^1], folder, clone, address);

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
    private async Task<string> FollowAsync(string clone, IEnumerable<string> commands)
    {
        var script = string.Join('\n', [.. commands.Select(command => command.Replace("0.1.0", feed.Version, StringComparison.Ordinal)), "pwd"]);
        await using var shell = Start(script, clone, clone, ServiceAddress.Free());
        Assert.True(await shell.WaitForExitAsync(TimeSpan.FromMinutes(3), Token) == 0, shell.Output);
        return shell.Output.Split('\n')[^1].Trim();
    }

    /// <summary>Templates and packages of the test stay out of the user's folders, and the ports are free ones.</summary>
    private ChildProcess Start(string script, string folder, string clone, ServiceAddress address) => ChildProcess.Start(
        "getting started",
        "sh",
        ["-e", "-c", script],
        [
            new("DOTNET_CLI_HOME", Path.Combine(clone, "home")), new("NUGET_PACKAGES", feed.Cache), new("DOTNET_NOLOGO", "1"), new("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
            new("MSBUILDDISABLENODEREUSE", "1"), new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), new("MSBUILD_EXE_PATH", null), new("MSBuildSDKsPath", null), new("CI", null),
            new("Kestrel__Endpoints__Http__Url", address.Application.ToString()), new("CloudNative__Ops__Port", $"{address.OpsPort}"),
        ],
        folder);

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

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("`curl localhost:(8080|8081)(/[^`]*)`")]
    private static partial Regex Questions();
}
