using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops.Configuration;

public sealed class ConfigurationEndpointTests
{
    private const string Planted = "planted-4711";
    private static readonly (string, string) Development = ("environment", Environments.Development);

    [Fact]
    public async Task A_key_shows_its_value_where_it_comes_from_and_what_it_overrides()
    {
        await using var host = await StartAsync(builder => builder.Configuration.AddCommandLine(["--CloudNative:Ops:AllowChanges=true"]), ("CloudNative:Ops:AllowChanges", "false"));

        var key = (await KeysAsync(host)).GetProperty("CloudNative:Ops:AllowChanges");

        Assert.Equal("""{"value":"true","origin":"command line","overrides":[{"value":"false","origin":"code"}]}""", JsonSerializer.Serialize(key));
    }

    [Fact]
    public async Task A_key_that_nothing_reads_is_told_with_the_one_that_was_meant()
    {
        await using var host = await StartAsync(_ => { }, ("CloudNative:Ops:AllowChange", "true"), ("CloudNative:Nonsense", "1"));

        using var document = JsonDocument.Parse(await host.Ops.GetStringAsync("/config"));

        Assert.Equal(
            """[{"key":"CloudNative:Nonsense","nearest":null},{"key":"CloudNative:Ops:AllowChange","nearest":"CloudNative:Ops:AllowChanges"}]""",
            JsonSerializer.Serialize(document.RootElement.GetProperty("unread")));
    }

    [Theory]
    [InlineData("CloudNative:Discovery:Consul:Token", Planted)]
    [InlineData("CloudNative:Telemetry:Logs:Redaction:HashKey", Planted)]
    [InlineData("CloudNative:Telemetry:Logs:Uplift:Key", Planted)]
    [InlineData("ConnectionStrings:Orders", Planted)]
    [InlineData("Db:Password", Planted)]
    [InlineData("Passwords:0", Planted)]
    [InlineData("Stripe:Api-Key", Planted)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + Planted)]
    [InlineData("Broker", "amqp://user:" + Planted + "@broker:5672")]
    [InlineData("Broker:Settings", "host=broker;password=" + Planted)]
    [InlineData("Special:Codeword", Planted)]
    public async Task A_secret_is_never_shown_by_its_name_by_its_form_or_by_what_the_application_says(string key, string value)
    {
        await using var host = await StartAsync(builder => builder.Services.AddSingleton<ISecretNames, Codewords>(), Development, (key, value));

        var body = await host.Ops.GetStringAsync("/config");

        Assert.DoesNotContain(Planted, body, StringComparison.Ordinal);
        Assert.Equal("secret", (await KeysAsync(host)).GetProperty(key).GetProperty("masked").GetString());
    }

    [Fact]
    public async Task What_surrounds_a_secret_stays_readable()
    {
        await using var host = await StartAsync(_ => { }, Development, ("Broker", $"amqp://user:{Planted}@broker:5672"));

        Assert.Equal("amqp://***@broker:5672", (await KeysAsync(host)).GetProperty("Broker").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Outside_Development_values_of_other_sections_are_hidden_until_they_are_asked_for()
    {
        await using var host = await StartAsync(_ => { }, ("Shop:Currency", "EUR"), ("Shop:Orders:Max", "10"), ("Logging:LogLevel:Default", "Warning"), ("CloudNative:Ops:ShownConfiguration:0", "Shop:Orders"));

        var keys = await KeysAsync(host);

        Assert.Equal("""{"value":"***","masked":"hidden","origin":"code"}""", JsonSerializer.Serialize(keys.GetProperty("Shop:Currency")));
        Assert.Equal("10", keys.GetProperty("Shop:Orders:Max").GetProperty("value").GetString());
        Assert.Equal("Warning", keys.GetProperty("Logging:LogLevel:Default").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Files_of_a_folder_are_secrets_whatever_their_names()
    {
        var folder = Directory.CreateTempSubdirectory("cloudnative-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Shop__Word"), Planted);
            await using var host = await StartAsync(builder => builder.Configuration.AddKeyPerFile(folder.FullName), Development);

            Assert.Equal("""{"value":"***","masked":"secret","origin":"files of a folder"}""", JsonSerializer.Serialize((await KeysAsync(host)).GetProperty("Shop:Word")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<TestHost> StartAsync(Action<HostApplicationBuilder> build, params (string, string)[] configuration) =>
        TestHost.Worker(
            builder =>
            {
                builder.AddCloudNativeCore();
                build(builder);
            },
            configuration).StartAsync();

    private static async Task<JsonElement> KeysAsync(TestHost host) => JsonDocument.Parse(await host.Ops.GetStringAsync("/config")).RootElement.GetProperty("keys");

    private sealed class Codewords : ISecretNames
    {
        public bool Includes(string name) => name == "Codeword";
    }
}
