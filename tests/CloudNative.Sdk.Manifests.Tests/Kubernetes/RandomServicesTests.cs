using System.Globalization;
using System.Text;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

/// <summary>Services that nobody thought of: whatever is accepted gives valid, complete and repeatable manifests.</summary>
public sealed class RandomServicesTests
{
    private const int Services = 300;

    [Fact]
    public void Whatever_is_accepted_is_valid_and_hardened()
    {
        var rendered = 0;
        for (var seed = 0; seed < Services; seed++)
        {
            var input = Make(new Random(seed));
            var result = ManifestGenerator.Generate(input);
            if (result.Files.Count == 0)
            {
                Assert.Contains(result.Diagnostics, diagnostic => diagnostic.IsError);
                continue;
            }

            rendered++;
            var set = new ManifestSet(result.Files);
            var problems = KubernetesSchema.Supported.SelectMany(schema => set.Objects.SelectMany(schema.Problems)).Concat(LinterRules.Failures(set));
            Assert.True(!problems.Any(), FormattableString.Invariant($"seed {seed}: {string.Join("; ", problems)}\n{input.ServiceFile?.Text}"));
            Assert.Equal(result.Contents(), ManifestGenerator.Generate(input).Contents());
        }

        Assert.InRange(rendered, Services / 2, Services);
    }

    private static ManifestInput Make(Random random)
    {
        var facts = new List<Fact> { TestInput.AllFeatures };
        Maybe(random, () => facts.Add(random.Next(2) == 0 ? TestInput.WebProgram : TestInput.WorkerProgram));
        Maybe(random, () => facts.Add(TestInput.Port(Number(random, 1024, 65535))));
        Maybe(random, () => facts.Add(TestInput.Option("CloudNative:Health:DrainDelay", TimeSpan.FromSeconds(random.Next(600)).ToString("c", CultureInfo.InvariantCulture))));
        Maybe(random, () => facts.Add(TestInput.Option("CloudNative:Ops:Port", Number(random, 1024, 65535))));
        for (var client = random.Next(4); client > 0; client--)
        {
            facts.Add(new Fact(FactKinds.HttpClient).With("service", "service-" + Number(random, 0, 99)).WithEach("scheme", ["https", "http"]));
        }

        var input = TestInput.From(facts).WithBuild(build => build with { UsesWebSdk = random.Next(2) == 0, Version = $"{Number(random, 0, 9)}.{Number(random, 0, 99)}.0+{Number(random, 0, 9999999)}" });
        return random.Next(4) == 0 ? input : input.WithService(Settings(random));
    }

    private static string Settings(Random random)
    {
        var yaml = new StringBuilder();
        var min = random.Next(1, 20);
        Maybe(random, () => yaml.Append("name: ").Append(random.Next(2) == 0 ? "on\n" : "y\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"team: '{random.Next(2000)}'\nowner: {{email: {random.Next(99)}@example.org}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"scale: {{min: {min}, max: {min + random.Next(5)}}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"resources: {{requests: {{cpu: {random.Next(1, 4000)}m, memory: {random.Next(1, 4096)}Mi}}}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"ports: {{ops: {{port: {random.Next(1024, 65535)}}}}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"shutdown: {{drain: {random.Next(600)}s, margin: {random.Next(5000)}ms}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"callers: [c{random.Next(9)}, {{namespace: n{random.Next(9)}}}]\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"dependencies: {{d{random.Next(9)}: {{kind: redis}}, e: {{kind: http, host: e.example.org, port: {random.Next(1, 65535)}}}}}\n"));
        Maybe(random, () => yaml.Append(CultureInfo.InvariantCulture, $"config: {{A:B: '{random.Next(99)}', C: 0x{random.Next(99):x}, D: \"x\\ny: z\"}}\nsecrets: {{E: {{secret: s, key: k}}}}\n"));
        return yaml.ToString();
    }

    private static void Maybe(Random random, Action action)
    {
        if (random.Next(2) == 0)
        {
            action();
        }
    }

    private static string Number(Random random, int from, int to) => random.Next(from, to).ToString(CultureInfo.InvariantCulture);
}
