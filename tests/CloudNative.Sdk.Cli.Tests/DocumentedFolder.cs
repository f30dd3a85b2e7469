using CloudNative.Sdk.Cli.Tests.Notes;

namespace CloudNative.Sdk.Cli.Tests;

/// <summary>The folder that the examples of docs/cli.md are run in: a git repository with a published service, the publish before it, and a template of Marathon.</summary>
internal static class DocumentedFolder
{
    public static async Task MakeAsync(string folder)
    {
        var repository = await GitRepository.NewAsync(folder);
        var (before, now) = (await repository.CommitAsync("Ann", "chore: begin"), await repository.CommitAsync("Bob", "feat: pay by card, SHOP-12"));
        Publish(Path.Combine(folder, "old"), "1.4.1", before);
        Publish(Path.Combine(folder, "src", "Shop.Checkout"), "1.4.2", now).Write("Shop.Checkout.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        File.WriteAllText(Path.Combine(folder, "app.template.json"), """{"id": "/shop/$runtime:env$/checkout", "instances": $runtime:instances$, "mem": 384, "cpus": 0.2}""");
        File.WriteAllText(Path.Combine(folder, "values.yaml"), "runtime: {env: prod, instances: 3}\n");
    }

    private static ScratchService Publish(string folder, string version, string commit) => new ScratchService(folder)
        .Write("service.yaml", "apiVersion: cloudnative/v1\nname: checkout\npartOf: shop\n")
        .With(build => build with { Version = version, SourceRevisionId = commit, ContainerDigest = ScratchService.Digest })
        .Publish();
}
