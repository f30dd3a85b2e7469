using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>A service that runs as a process of its own on 127.0.0.1, in Production: with a real drain.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { Timeout = AnswerTimeout };

    private ServiceProcess(ChildProcess process, ServiceAddress address)
    {
        Process = process;
        Address = address;

        // Each question takes a new connection, so that an answer also proves that the listener is open.
        _http.DefaultRequestHeaders.ConnectionClose = true;
    }

    public ChildProcess Process { get; }

    public ServiceAddress Address { get; }

    /// <summary>Starts a service and returns at once.</summary>
    /// <remarks>The parameter <paramref name="settings"/> holds configuration keys with a colon between their parts.</remarks>
    public static ServiceProcess Start(
        string name,
        string assembly,
        string contentRoot,
        ServiceAddress address,
        params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.Application.ToString(),
            ["CloudNative__Ops__Address"] = "127.0.0.1",
            ["CloudNative__Ops__Port"] = address.OpsPort.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in settings)
        {
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        // What is published as one file is a program itself.
        return new ServiceProcess(
            assembly.EndsWith(".dll", StringComparison.Ordinal) ? ChildProcess.Start(name, "dotnet", [assembly], environment, contentRoot) : ChildProcess.Start(name, assembly, [], environment, contentRoot), address);
    }

    /// <summary>Waits until the readiness probe answers 200.</summary>
    /// <exception cref="ChildProcessException">The service ended, or was not ready in time; the message holds its output.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Process.WaitForAsync(
        "readiness", StartTimeout, async token => await StatusAsync(Address.Ops("/healthz/ready"), token).ConfigureAwait(false) == HttpStatusCode.OK, cancellationToken);

    /// <summary>Asks for the status of an address; null when nothing answers there in time.</summary>
    public async Task<HttpStatusCode?> StatusAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            return answer.StatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException or IOException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Reads the body of an address whatever its status, since a failing check says why in it.</summary>
    public async Task<string> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(address, cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync().ConfigureAwait(false);
    }
}
