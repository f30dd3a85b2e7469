using System.Security.Cryptography;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Otlp;

/// <summary>A receiver of OTLP over HTTP and gRPC, compiled from the official protobuf files, as a process of its own.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Otlp", "Receiver");

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private OtlpReceiver(ChildProcess process, int httpPort, int grpcPort)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{httpPort}") };
        GrpcEndpoint = $"http://127.0.0.1:{grpcPort}";
    }

    public string HttpEndpoint => _http.BaseAddress!.ToString();

    public string GrpcEndpoint { get; }

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var protocol = await RealComponent.ObtainAsync(DebianComponent.OtlpProtocol, cancellationToken);
        var program = await RealComponent.ObtainAsync(
            $"otlp-receiver-{await VersionAsync(cancellationToken)}", (folder, token) => BuildAsync(protocol.PathOf("usr/include"), folder, token), cancellationToken);
        var ports = FreePort.Take(2);
        var process = ChildProcess.Start("OTLP receiver", "dotnet", [program.PathOf("Receiver.dll"), $"{ports[0]}", $"{ports[1]}"]);
        var receiver = new OtlpReceiver(process, ports[0], ports[1]);
        try
        {
            await process.WaitForAsync("the receiver to listen", Timeout, receiver.IsListeningAsync, cancellationToken);
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the requests of a signal that have arrived are enough.</summary>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <param name="enough">Looks at all of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OtlpRequests> WaitForAsync(string signal, Func<OtlpRequests, bool> enough, CancellationToken cancellationToken)
    {
        var requests = OtlpRequests.None;
        await _process.WaitForAsync($"the {signal}", Timeout, async token =>
        {
            requests = OtlpRequests.Parse(await _http.GetStringAsync(new Uri($"/received/{signal}", UriKind.Relative), token));
            return enough(requests);
        }, cancellationToken);
        return requests;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task BuildAsync(string protocol, string folder, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        foreach (var file in Directory.EnumerateFiles(Source))
        {
            File.Copy(file, Path.Combine(scratch.Path, Path.GetFileName(file).Replace(".csproj.txt", ".csproj", StringComparison.Ordinal)));
        }

        var build = ChildProcess.Start("dotnet build", "dotnet", ["build", scratch.Path, "-c", "Release", "-o", folder, $"-p:OtlpProtocol={protocol}", "-v:quiet", "--nologo"]);
        await ComponentCache.RunAsync(build, cancellationToken);
    }

    /// <summary>Gets a name for what the source says, so that a change of it is another component.</summary>
    private static async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Source).Order(StringComparer.Ordinal))
        {
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/received/logs", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
