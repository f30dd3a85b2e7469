namespace CloudNative.Sdk.Cli.Tests;

/// <summary>The folder that the examples of docs/cli.md are run in.</summary>
internal static class DocumentedFolder
{
    public static Task MakeAsync(string folder)
    {
        new ScratchService(Path.Combine(folder, "src", "Shop.Checkout")).Write("service.yaml", "apiVersion: cloudnative/v1\nname: checkout\npartOf: shop\n").Publish();
        new ScratchService(Path.Combine(folder, "old")).Write("service.yaml", "apiVersion: cloudnative/v1\nname: checkout\npartOf: shop\n").With(build => build with { Version = "1.4.1" }).Publish();
        return Task.CompletedTask;
    }
}
