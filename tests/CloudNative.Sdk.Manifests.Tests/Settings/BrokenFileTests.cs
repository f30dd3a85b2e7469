using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Settings;

public sealed class BrokenFileTests
{
    private const string Whole = """
        apiVersion: cloudnative/v1
        name: &name checkout
        partOf: *name
        scale: {min: 2, max: 10}
        resources:
          requests: {cpu: 200m, "memory": 384Mi}
        callers: [frontend, {namespace: batch}]
        config:
          Text: |
            several
            lines
          Payments:Timeout: "00:00:05"
        secrets:
          Payments:ApiKey: {secret: 'checkout', key: payments}
        """;

    private const string Noise = "{}[]:,-#&*!|>'\"%@`?~\n\t \0a0\u00e9\ud83d";

    [Fact]
    public void A_file_cut_anywhere_gives_files_or_problems_and_never_an_exception()
    {
        for (var length = 0; length <= Whole.Length; length++)
        {
            ExpectFilesOrProblems(Whole[..length]);
        }
    }

    [Fact]
    public void A_file_with_noise_in_it_gives_files_or_problems_and_never_an_exception()
    {
        var random = new Random(7004);
        for (var round = 0; round < 2000; round++)
        {
            var text = Whole.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                text[random.Next(text.Length)] = Noise[random.Next(Noise.Length)];
            }

            ExpectFilesOrProblems(new string(text));
        }
    }

    private static void ExpectFilesOrProblems(string text)
    {
        var result = ManifestGenerator.Generate(TestInput.Web() with { ServiceFile = new SourceText("service.yaml", text) });
        Assert.True(result.Files.Count > 0 || result.Diagnostics.Any(diagnostic => diagnostic.IsError), text);
        Assert.All(result.Diagnostics, diagnostic => Assert.StartsWith("service.yaml(", diagnostic.ToString(), StringComparison.Ordinal));
    }
}
