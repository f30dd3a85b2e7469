using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Shop;

/// <summary>The commands of docs/rollout.md, run as they stand there, under load, in a copy of the repository: a publish with another version would take the programs of other tests away.</summary>
public sealed partial class RolloutWalkThroughTests(ITestOutputHelper output)
{
    private const int Connections = 8;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(8);
    private static readonly string[] Sources = ["analyzers", "samples/Directory.Build.props", "samples/Directory.Build.targets", "samples/Rollout", "samples/Shop/Shop.Catalog", "src"];

    [Fact]
    public async Task A_switch_and_a_rollback_behind_HAProxy_lose_no_request()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var haproxy = await RealComponent.ObtainAsync(DebianComponent.HaProxy, cancellationToken);
        using var copy = new ScratchFolder();
        CopyRepository(copy.Path);
        var blocks = Block().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "rollout.md"), cancellationToken)).ToList();
        var commands = blocks.Where(block => block.Groups["language"].Value == "sh").Select(block => block.Groups["text"].Value.Replace("-c Debug", $"-c {Repository.Configuration}", StringComparison.Ordinal)).ToList();
        var script = await copy.WriteAsync("walk.sh", $"set -euo pipefail\ntrap 'kill $(jobs -p) 2> /dev/null || true' EXIT\ntrap 'exit 143' TERM\n{string.Join('\n', commands[..^1])}\necho served\nuntil [ -e go ]; do sleep 0.1; done\n{commands[^1]}\necho ended\n", cancellationToken);
        var front = new IPEndPoint(IPAddress.Loopback, FreePort.Next());

        await using var walk = ChildProcess.Start("the walk-through", "bash", [script], Environment(copy, await ProgramsAsync(copy, haproxy, cancellationToken), front.Port), copy.Path);
        await walk.WaitForAsync("the first release to serve", Timeout, _ => Task.FromResult(walk.Output.Contains("blue: nothing is left to do", StringComparison.Ordinal)), cancellationToken);
        LoadResult result;
        await using (var load = KeepAliveLoad.Start(Connections, "/products", () => front))
        {
            await walk.WaitForAsync("the walk-through to end", Timeout, _ => Task.FromResult(walk.Output.Contains("\nserved", StringComparison.Ordinal)), cancellationToken);
            result = await load.StopAsync();
        }

        await copy.WriteAsync("go", "", cancellationToken);
        Assert.Equal(0, await walk.WaitForExitAsync(Timeout, cancellationToken));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Requests} requests, {result.Failures.Count} failed, {result.Elapsed.TotalSeconds:0.0} s\n{walk.Output}"));
        Assert.Empty(result.Failures);
        Assert.True(result.Requests > 1000, $"only {result.Requests} requests");
        ShowsWhatThePageShows(walk.Output, blocks);
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private static void ShowsWhatThePageShows(string shown, IReadOnlyList<Match> blocks)
    {
        var from = 0;
        var first = blocks.Select((block, index) => (block, index)).First(pair => pair.block.Groups["language"].Value == "sh").index;
        foreach (var text in blocks.Skip(first).Where(block => block.Groups["language"].Value == "text").Select(block => block.Groups["text"].Value))
        {
            var at = shown.IndexOf(text.TrimEnd(), from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"The page shows:\n{text}\nbut there was:\n{shown[from..]}");
            from = at + text.Length - 1;
        }
    }

    private static void CopyRepository(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf()).Concat(Sources.SelectMany(FilesOf)))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.PathOf(), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<string> FilesOf(string source)
    {
        var path = Repository.PathOf(source);
        return File.Exists(path) ? [path] : !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories);
    }

    /// <summary>Puts what the page asks for into a folder of the search path.</summary>
    private static async Task<string> ProgramsAsync(ScratchFolder copy, ComponentFolder haproxy, CancellationToken cancellationToken)
    {
        var tool = Repository.PathOf("src", "CloudNative.Sdk.Cli", "bin", Repository.Configuration, "net10.0", "CloudNative.Sdk.Cli.dll");
        var folder = Path.Combine(copy.Path, "programs");
        Directory.CreateDirectory(folder);
        foreach (var (name, command) in new[]
        {
            ("dotnet-cloudnative", $"exec dotnet '{tool}' \"$@\""),
            ("haproxy", $"LD_LIBRARY_PATH='{haproxy.LibraryPath}' exec '{haproxy.PathOf("usr/sbin/haproxy")}' \"$@\""),
        })
        {
            var program = await copy.WriteAsync(Path.Combine("programs", name), $"#!/bin/sh\n{command}\n", cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return folder;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Environment(ScratchFolder copy, string programs, int front)
    {
        yield return new("PATH", $"{programs}:{System.Environment.GetEnvironmentVariable("PATH")}");
        yield return new("FRONT", front.ToString(CultureInfo.InvariantCulture));
        foreach (var name in new[] { "ADMIN", "BLUE", "BLUE_OPS", "GREEN", "GREEN_OPS" })
        {
            yield return new(name, FreePort.Next().ToString(CultureInfo.InvariantCulture));
        }

        yield return new("MAP", Path.Combine(copy.Path, "out", "serving.map"));
    }
}
