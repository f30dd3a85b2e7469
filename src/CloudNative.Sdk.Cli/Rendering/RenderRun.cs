using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Cli.Rendering;

/// <summary>Renders many services, as many at once as there are processors. Each is written whole or stays as it is; the others go on.</summary>
/// <param name="source">Reads the input of each.</param>
/// <param name="output">The folder to write to; null for where the manifests are.</param>
/// <param name="terminal">Takes the progress.</param>
internal sealed class RenderRun(RenderSource source, string? output, Terminal terminal)
{
    private const int ServicesBetweenMessages = 25;

    public async Task<IReadOnlyList<RenderedService>> RunAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var rendered = new RenderedService[folders.Count];
        var done = 0;
        await Parallel.ForAsync(0, folders.Count, cancellationToken, (index, _) =>
        {
            rendered[index] = Render(folders[index], isOnly: folders.Count == 1);
            if (Interlocked.Increment(ref done) is var count && (count % ServicesBetweenMessages == 0 || count == folders.Count))
            {
                terminal.Progress($"rendered {count} of {folders.Count} services");
            }

            return ValueTask.CompletedTask;
        });
        return rendered;
    }

    private RenderedService Render(string folder, bool isOnly)
    {
        var diagnostics = new DiagnosticBag();
        try
        {
            return Render(folder, isOnly, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            diagnostics.Error(DiagnosticIds.CannotWrite, new Position(folder), $"the manifests cannot be made: {exception.Message}");
            return Failed(folder, diagnostics.Ordered());
        }
    }

    private RenderedService Render(string folder, bool isOnly, DiagnosticBag diagnostics)
    {
        if (source.Read(folder, assembly => output is null ? folder : isOnly ? output : Path.Combine(output, assembly), diagnostics) is not { } read)
        {
            return Failed(folder, diagnostics.Ordered());
        }

        var result = ManifestGenerator.Generate(read.Input);
        IReadOnlyList<Diagnostic> problems = [.. result.Diagnostics.Select(read.Place)];
        if (result.Files.Count == 0)
        {
            return Failed(folder, problems);
        }

        return new ManifestWriter(read.Target, read.Target).Write(result, diagnostics) is { } changed
            ? new RenderedService(read.Target, ManifestWriter.Summary(result, changed, read.Target), result.Files.Count, changed, problems)
            : Failed(folder, [.. problems, .. diagnostics.Ordered()]);
    }

    private static RenderedService Failed(string folder, IReadOnlyList<Diagnostic> diagnostics) => new(folder, null, 0, 0, diagnostics);
}
