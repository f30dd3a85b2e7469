using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Tests.Linting;

/// <summary>A folder without findings, in which somebody edits one place.</summary>
internal static class LintInput
{
    public const string Rendered = "kubernetes/rendered/prod.yaml";

    private const string Facts = "facts.json";

    private static readonly Lazy<IReadOnlyList<ManifestFile>> Whole = new(() => ManifestGenerator.Generate(TestInput.Web(
            new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long"),
            new Fact(FactKinds.ConfigurationKey).With("key", "Payments:Timeout").With("type", "System.TimeSpan").With("required", "true"),
            new Fact(FactKinds.ConfigurationKey).With("key", "Payments:Retries").With("type", "int"),
            new Fact(FactKinds.ConfigurationKey).With("key", "Db:Key").With("type", "string").With("secret", "true"))
        .WithService("""
            name: checkout
            scale: {min: 2, max: 9}
            exposure: {kind: ingress, host: shop.example.org}
            dependencies: {payments: {kind: http}}
            config: {Payments:Timeout: "00:00:05"}
            secrets: {Db:Key: {secret: db, key: k}}
            slos: {availability: {objective: 99.9}}
            """)).Files);

    public static IReadOnlyList<ManifestFile> Folder => Whole.Value;

    /// <summary>Gets the folder with one text replaced, once, in what runs in production.</summary>
    public static IReadOnlyList<ManifestFile> Edited(string from, string to, string path = Rendered) =>
        Edited(path, text => Replace(text, from, to));

    /// <summary>Gets the folder with another object beside those of production.</summary>
    public static IReadOnlyList<ManifestFile> With(string document) =>
        Edited(Rendered, text => text + "---\n" + document);

    /// <summary>Gets what is found, without what stands in the file.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<ManifestFile> files, LintOptions? options = null) =>
        [.. Linter.Check(files, options ?? new LintOptions()).Select(diagnostic => $"{diagnostic.Id} {diagnostic.Message}")];

    /// <summary>Gets the same files where nothing is known of the code.</summary>
    public static IReadOnlyList<ManifestFile> WithoutFacts(this IReadOnlyList<ManifestFile> files) => [.. files.Where(file => file.Path != Facts)];

    private static IReadOnlyList<ManifestFile> Edited(string path, Func<string, string> edit) => [.. Folder.Select(file => file.Path == path ? new ManifestFile(path, edit(file.Content)) : file)];

    private static string Replace(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in:\n{text}");
        return text[..at] + to + text[(at + from.Length)..];
    }
}
