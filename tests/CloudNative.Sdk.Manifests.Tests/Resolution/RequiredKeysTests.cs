using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class RequiredKeysTests
{
    private static readonly Fact Url = Key("Payments:Url").With("type", "string").With("required", "true");
    private static readonly Fact ApiKey = Key("Payments:ApiKey").With("type", "string").With("required", "true").With("secret", "true");
    private static readonly Fact Retries = Key("Payments:Retries").With("type", "int").With("min", "0").With("max", "9");

    private static readonly Fact[] All = [Url, ApiKey, Retries];

    [Fact]
    public void A_required_key_without_a_value_is_reported_for_each_environment_at_the_code_that_reads_it() =>
        Assert.Equal(
            [
                "Payments.cs(3,9): warning CNS7011: 'Payments:ApiKey' is required, but nothing states it for 'dev'; state it under 'secrets' in service.yaml",
                "Payments.cs(3,9): warning CNS7011: 'Payments:ApiKey' is required, but nothing states it for 'prod'; state it under 'secrets' in service.yaml",
                "Payments.cs(3,9): warning CNS7011: 'Payments:Url' is required, but nothing states it for 'dev'; state it under 'config' in service.yaml or in appsettings.json",
            ],
            TestInput.Web(All).WithService("environments: [dev, prod]").WithOverlay("prod", "config: {Payments:Url: https://pay.example.org}").Problems());

    [Theory]
    [InlineData("config: {Payments:Url: a}\nsecrets: {Payments:ApiKey: {secret: s, key: k}}", "{}")]
    [InlineData("secrets: {PAYMENTS:APIKEY: {secret: s, key: k}}", """{"payments": {"url": "a"}}""")]
    [InlineData("secrets: {Payments:ApiKey: {secret: s, key: k}}", """{"Payments": {"Url": ["a", "b"]}}""")]
    public void A_value_may_come_from_each_source(string service, string settings) => Assert.Empty(TestInput.Web(All).WithService(service).WithSettings(settings).Problems());

    [Theory]
    [InlineData("-1")]
    [InlineData("10")]
    public void A_number_out_of_the_bounds_of_the_code_is_an_error(string value) =>
        Assert.Equal(
            [$"service.yaml(3,10): error CNS7003: Payments:Retries must be from 0 to 9, as Payments.cs(3,9) says, but was '{value}' for 'prod'"],
            TestInput.Web(Retries).WithService($"environments: [prod]\nconfig: {{Payments:Retries: \"{value}\"}}").Problems());

    [Fact]
    public void The_example_lists_what_the_code_reads()
    {
        var example = ManifestGenerator.Generate(TestInput.Web(All).WithService("name: pay\nconfig: {Payments:Url: a}\nsecrets: {Payments:ApiKey: {secret: s, key: k}}")).Files.Single(file => file.Path == "compose/.env.example").Content;

        Assert.Equal(
            """
            # Copy to .env and fill in; keep .env out of version control.

            # secret, required: Payments:ApiKey, the key k of the secret s
            PAY_PAYMENTS__APIKEY=

            # Payments:Retries: int
            # Payments__Retries=

            # Payments:Url: string, required
            # Payments__Url=a

            """,
            example);
    }

    private static Fact Key(string key) => new Fact(FactKinds.ConfigurationKey).With("key", key).With("at", "Payments.cs(3,9)");
}
