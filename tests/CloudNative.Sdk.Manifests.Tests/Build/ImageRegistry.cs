using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>A real registry of images on loopback, with a base image that is as good as empty.</summary>
internal sealed class ImageRegistry : IAsyncDisposable
{
    /// <summary>The base image, as <c>ContainerBaseImage</c> takes it.</summary>
    public string BaseImage => $"{Host}/base:1";

    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly ScratchFolder _scratch = new();
    private readonly HttpClient _http;
    private readonly ChildProcess _process;

    private ImageRegistry(string program, int port)
    {
        Host = $"127.0.0.1:{port}";
        _http = new HttpClient { BaseAddress = new Uri($"http://{Host}") };
        var settings = Path.Combine(_scratch.Path, "config.yml");
        File.WriteAllText(settings, $"version: 0.1\nlog: {{level: warn}}\nstorage: {{filesystem: {{rootdirectory: {_scratch.Path}/images}}}}\nhttp: {{addr: '{Host}'}}\n");
        _process = ChildProcess.Start("docker-registry", program, ["serve", settings]);
    }

    /// <summary>Gets its host and port.</summary>
    public string Host { get; }

    /// <summary>Starts it and puts the base image in.</summary>
    public static async Task<ImageRegistry> StartAsync(string program, CancellationToken cancellationToken)
    {
        var registry = new ImageRegistry(program, FreePort.Next());
        try
        {
            await registry._process.WaitForAsync("the registry", TimeSpan.FromSeconds(30), registry.AnswersAsync, cancellationToken);
            await registry.PushBaseAsync(cancellationToken);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gets the digest of an image by its tag.</summary>
    public async Task<string> DigestOfAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/v2/{repository}/manifests/{tag}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ManifestType));
        using var answer = (await _http.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Docker-Content-Digest").Single();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync("/v2/", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PushBaseAsync(CancellationToken cancellationToken)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "app/"), cancellationToken);
        }

        using var layer = new MemoryStream();
        await using (var gzip = new GZipStream(layer, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(tar.ToArray(), cancellationToken);
        }

        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"{{{architecture}}}","os":"linux","config":{"Env":["PATH=/usr/bin"]},"rootfs":{"type":"layers","diff_ids":["{{{DigestOf(tar.ToArray())}}}"]}}""");
        var manifest = $$$"""
            {"schemaVersion":2,"mediaType":"{{{ManifestType}}}",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{{config.Length}}},"digest":"{{{await PushAsync(config, cancellationToken)}}}"},
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{{layer.Length}}},"digest":"{{{await PushAsync(layer.ToArray(), cancellationToken)}}}"}]}
            """;
        using var content = new StringContent(manifest, Encoding.UTF8, new MediaTypeHeaderValue(ManifestType));
        using var answer = (await _http.PutAsync("/v2/base/manifests/1", content, cancellationToken)).EnsureSuccessStatusCode();
    }

    private async Task<string> PushAsync(byte[] blob, CancellationToken cancellationToken)
    {
        using var started = (await _http.PostAsync("/v2/base/blobs/uploads/", content: null, cancellationToken)).EnsureSuccessStatusCode();
        var place = new UriBuilder(new Uri(_http.BaseAddress!, started.Headers.Location!));
        place.Query = $"{place.Query.TrimStart('?')}&digest={DigestOf(blob)}";
        using var content = new ByteArrayContent(blob) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var done = (await _http.PutAsync(place.Uri, content, cancellationToken)).EnsureSuccessStatusCode();
        return DigestOf(blob);
    }

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
