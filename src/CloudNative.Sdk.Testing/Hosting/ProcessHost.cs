using System.Diagnostics;
using System.Globalization;
using CloudNative.Sdk.Processes;

namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>A service as a process of its own, in Production.</summary>
internal sealed class ProcessHost : IServiceHost
{
    /// <summary>What would decide the ports in place of the addresses given here.</summary>
    private static readonly string[] NotInherited = ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS"];

    private readonly Process _process;
    private readonly Transcript _transcript = new();

    public ProcessHost(ServiceProject project, IReadOnlyCollection<KeyValuePair<string, string>> settings)
    {
        var ports = LoopbackPorts.Take(2);
        Ops = new Uri($"http://127.0.0.1:{ports[1]}");
        Application = project.IsWeb ? new Uri($"http://127.0.0.1:{ports[0]}") : null;
        _process = new Process { StartInfo = StartInfo(project, ports, settings) };
        _process.OutputDataReceived += (_, line) => _transcript.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _transcript.Add(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri? Application { get; }

    public Uri Ops { get; }

    public string Output => $"It wrote:\n{_transcript}";

    public bool HasEnded => _process.HasExited;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Windows has no signal that asks a process to stop; start the service in the process of the tests: RunningService.StartAsync(new WebApplicationFactory<Program>()).");
        }

        PosixSignals.Terminate(_process.Id);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TestSettings.StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContractException($"The service did not end within {TestSettings.StopLimit.TotalSeconds:0} s after SIGTERM. {Output}");
        }

        if (_process.ExitCode != 0)
        {
            throw new ContractException($"The service ended with exit code {_process.ExitCode} after SIGTERM, and should end with 0. {Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(ServiceProject project, int[] ports, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var assembly = project.Assembly.Location;
        if (!File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json")))
        {
            throw new ContractException($"'{project.Name}' cannot be started: '{Path.ChangeExtension(project.Name, ".runtimeconfig.json")}' is not beside the tests. It must be a program, and the test project must refer to its project.");
        }

        var start = new ProcessStartInfo(DotnetHost.Path, [assembly])
        {
            WorkingDirectory = project.Folder is { } folder && Directory.Exists(folder) ? folder : Path.GetDirectoryName(assembly)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        KeyValuePair<string, string>[] usual =
        [
            new("ASPNETCORE_ENVIRONMENT", "Production"), new("DOTNET_ENVIRONMENT", "Production"), new("ASPNETCORE_URLS", $"http://127.0.0.1:{ports[0]}"),
            new("CloudNative:Ops:Address", "127.0.0.1"), new("CloudNative:Ops:Port", ports[1].ToString(CultureInfo.InvariantCulture)), TestSettings.DrainDelay,
        ];
        foreach (var (key, value) in usual.Concat(settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }
}
