using System.Globalization;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Manifests.Tests;

public sealed class GoldenTests
{
    private const string Folder = "tests/CloudNative.Sdk.Manifests.Tests/Golden";

    private static readonly Dictionary<string, ManifestInput> Services = new()
    {
        ["web"] = TestInput.Web(),
        ["worker"] = TestInput.Worker(new Fact(FactKinds.HealthCheck).With("name", "catalog").With("service", "catalog")),
        ["one-port"] = TestInput.Web(new Fact(FactKinds.MappedOps)).WithService("scale: {min: 1}\n"),
        ["checkout"] = TestInput.Web(
                TestInput.Port("5000"),
                TestInput.Option("CloudNative:Health:DrainDelay", "00:00:10"),
                new Fact(FactKinds.HttpClient).With("name", "rates").With("address", "https://rates.example.org/v1/"))
            .WithBuild(build => build with { ContainerDigest = TestInput.Digest, ContainerRepository = "shop/checkout", SourceRevisionId = "4f1c2ab9" })
            .WithSettings("""{ "CloudNative": { "Ops": { "Port": 9090 } }, /* a comment */ "Logging": {}, }""")
            .WithService("""
                name: checkout
                partOf: shop
                team: team-checkout
                owner: {email: checkout@example.org}
                namespace: shop
                scale: {min: 3, max: 10, cpu: 60}
                resources:
                  requests: {cpu: 200m, memory: 384Mi}
                  limits: {cpu: "2"}
                callers: [frontend, {namespace: batch}, {name: admin, namespace: back-office}]
                dependencies:
                  payments: {kind: http}
                  ledger: {kind: http, host: ledger.example.org, port: 8443}
                  orders-db: {kind: postgres, host: db.example.org}
                  cache: {kind: redis}
                config:
                  Payments:Timeout: "00:00:05"
                  Feature:Enabled: on
                  OTEL_EXPORTER_OTLP_ENDPOINT: http://collector.example.org:4317
                secrets:
                  ConnectionStrings:Orders: {secret: checkout-db, key: connection-string}
                  Payments:ApiKey: {secret: checkout, key: payments}
                shutdown: {timeout: 45s, margin: 2500ms}
                """),
    };

    public static TheoryData<string> Names => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_the_reviewed_ones(string name) =>
        GoldenFile.VerifyFolder($"{Folder}/{name}", ManifestGenerator.Generate(Services[name]).Contents());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_supported_Kubernetes_accepts_every_object(string name)
    {
        var set = Services[name].Render();
        foreach (var schema in KubernetesSchema.Supported)
        {
            Assert.Equal([], set.Objects.SelectMany(schema.Problems));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_default_checks_of_the_public_linters_hold(string name) => Assert.Equal([], LinterRules.Failures(Services[name].Render()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_machine_with_other_number_formats_writes_the_same_bytes(string name)
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "~";
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            var expected = ManifestGenerator.Generate(Services[name]).Contents();
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, ManifestGenerator.Generate(Services[name]).Contents());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
