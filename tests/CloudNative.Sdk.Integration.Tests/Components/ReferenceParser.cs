using System.Text.Json;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>The OpenMetrics parser of Prometheus's own client library for Python, which is the reference implementation.</summary>
internal static class ReferenceParser
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Reads a page.</summary>
    /// <returns>The samples in the order of the page.</returns>
    /// <exception cref="ChildProcessException">The parser refuses the page; the message holds its reason.</exception>
    public static async Task<IReadOnlyList<ReferenceSample>> ReadAsync(string page, CancellationToken cancellationToken)
    {
        var component = await RealComponent.ObtainAsync(DebianComponent.PrometheusClient, cancellationToken);
        using var scratch = new ScratchFolder();
        var file = await scratch.WriteAsync("page.txt", page, cancellationToken);
        var result = Path.Combine(scratch.Path, "samples.json");
        await using var parser = component.Start(
            "usr/bin/python3.11", "-I", Path.Combine(AppContext.BaseDirectory, "Components", "read-openmetrics.py"),
            component.PathOf("usr/lib/python3/dist-packages"), file, result);
        if (await parser.WaitForExitAsync(Timeout, cancellationToken) != 0)
        {
            throw new ChildProcessException($"The reference parser refuses the page. {parser.Output}");
        }

        return [.. (await File.ReadAllLinesAsync(result, cancellationToken)).Select(line => JsonSerializer.Deserialize<ReferenceSample>(line, JsonSerializerOptions.Web)!)];
    }
}
