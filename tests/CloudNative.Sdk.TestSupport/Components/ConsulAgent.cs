using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>A real agent of Consul on a loopback address of its own, which it keeps when it is started again.</summary>
public sealed class ConsulAgent : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly string _program;
    private readonly ScratchFolder _scratch;
    private readonly IReadOnlyList<string> _arguments;

    private ConsulAgent(string program, string node, IPAddress ip, ConsulSettings settings, ScratchFolder scratch, IReadOnlyList<string> arguments)
    {
        _program = program;
        _scratch = scratch;
        _arguments = arguments;
        Node = node;
        Ip = ip;
        Settings = settings;
        Http = new HttpClient { BaseAddress = new Uri($"http://{ip}:{ConsulConfiguration.HttpPort}"), Timeout = StopTimeout };
        if (settings.ManagementToken is { } token)
        {
            Http.DefaultRequestHeaders.Add("X-Consul-Token", token);
        }

        Process = Launch();
    }

    /// <summary>Gets the name of its node.</summary>
    public string Node { get; }

    /// <summary>Gets the address that all its ports are on.</summary>
    public IPAddress Ip { get; }

    public ConsulSettings Settings { get; }

    /// <summary>Gets where its API is, without TLS.</summary>
    public Uri Address => Http.BaseAddress!;

    /// <summary>Gets where its API is with TLS, where it has certificates.</summary>
    public Uri SecureAddress => new($"https://{Ip}:{ConsulConfiguration.HttpsPort}");

    /// <summary>Gets where it answers DNS, by UDP and TCP, for names below <c>consul.</c></summary>
    public IPEndPoint Dns => new(Ip, ConsulConfiguration.DnsPort);

    /// <summary>Gets a client of the API, with the management token where there is one.</summary>
    public HttpClient Http { get; }

    /// <summary>Gets the running program.</summary>
    public ChildProcess Process { get; private set; }

    private string DataFolder => Path.Combine(_scratch.Path, "data");

    /// <summary>Starts a single agent, which keeps its state in memory, and waits until it serves.</summary>
    /// <param name="program">The full path of the program.</param>
    /// <param name="settings">Access control, TLS, data centre; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ConsulAgent> StartAsync(string program, ConsulSettings? settings, CancellationToken cancellationToken)
    {
        var address = LoopbackAddress.Next(ConsulConfiguration.Ports);
        var agent = await LaunchAsync(program, "agent", address, settings ?? new ConsulSettings(), server: null, cancellationToken).ConfigureAwait(false);
        try
        {
            await agent.WaitUntilServingAsync(cancellationToken).ConfigureAwait(false);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts an agent and returns at once; a <paramref name="server"/> keeps its state on the disk.</summary>
    internal static async Task<ConsulAgent> LaunchAsync(
        string program, string node, IPAddress address, ConsulSettings settings, JsonObject? server, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder();
        var file = await ConsulConfiguration.WriteAsync(scratch, node, address, settings, server, cancellationToken).ConfigureAwait(false);
        return new ConsulAgent(program, node, address, settings, scratch, ["agent", .. server is null ? (string[])["-dev"] : [], "-config-file", file]);
    }

    /// <summary>Stops it (SIGTERM); it does not leave its cluster.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Process.Resume();
        return Process.StopAsync(StopTimeout, cancellationToken);
    }

    /// <summary>Kills it (SIGKILL): its ports refuse connections.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => Process.KillAsync(cancellationToken);

    /// <summary>Lets it hang (SIGSTOP): connections are accepted, and not answered.</summary>
    public void Pause() => Process.Pause();

    /// <summary>Lets it go on after <see cref="Pause"/>.</summary>
    public void Resume() => Process.Resume();

    /// <summary>Starts it again after it ended, and waits until it serves. A single agent has forgotten everything; a server of a cluster has not.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await Process.DisposeAsync().ConfigureAwait(false);
        Process = Launch();
        await WaitUntilServingAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Kills it, and starts it again at the same address without anything that it knew.</summary>
    public async Task RestartEmptyAsync(CancellationToken cancellationToken)
    {
        await KillAsync(cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }

        await StartAgainAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads JSON from the API, as <c>/v1/agent/services</c>.</summary>
    /// <exception cref="HttpRequestException">The agent answered otherwise than by 200, or not at all.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    /// <summary>Changes something by the API.</summary>
    /// <returns>The body of the answer.</returns>
    /// <exception cref="HttpRequestException">The agent answered otherwise than by 200; the message holds what it said.</exception>
    public async Task<string> PutAsync(string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body?.ToJsonString() ?? string.Empty);
        using var answer = await Http.PutAsync(new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {text}", inner: null, answer.StatusCode);
    }

    /// <summary>Makes a token that may do what the rules allow.</summary>
    /// <param name="rules">Rules of Consul, as <c>service_prefix "" { policy = "read" }</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string> CreateTokenAsync(string rules, CancellationToken cancellationToken)
    {
        var name = $"policy-{Guid.NewGuid():N}";
        await PutAsync("/v1/acl/policy", new JsonObject { ["Name"] = name, ["Rules"] = rules }, cancellationToken).ConfigureAwait(false);
        var token = await PutAsync("/v1/acl/token", new JsonObject { ["Policies"] = new JsonArray(new JsonObject { ["Name"] = name }) }, cancellationToken).ConfigureAwait(false);
        return JsonNode.Parse(token)!["SecretID"]!.GetValue<string>();
    }

    /// <summary>Waits until there is a leader and the agent's own node is in the catalogue.</summary>
    public Task WaitUntilServingAsync(CancellationToken cancellationToken) =>
        WaitForAsync($"{Node} of {Settings.DataCenter} to serve", async token =>
            (await GetAsync("/v1/status/leader", token).ConfigureAwait(false)).GetString() is { Length: > 0 }
            && (await GetAsync($"/v1/catalog/node/{Node}", token).ConfigureAwait(false)).ValueKind == JsonValueKind.Object, cancellationToken);

    /// <summary>Waits until an answer of the API is as wanted; a call that fails is made again.</summary>
    public Task WaitForAsync(string what, Func<CancellationToken, Task<bool>> condition, CancellationToken cancellationToken) =>
        Process.WaitForAsync(what, StartTimeout, async token =>
        {
            try
            {
                return await condition(token).ConfigureAwait(false);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync().ConfigureAwait(false);
        _scratch.Dispose();
    }

    private ChildProcess Launch() => ChildProcess.Start($"consul {Node}", _program, [.. _arguments, .. _arguments.Contains("-dev") ? (string[])[] : ["-data-dir", DataFolder]]);
}
