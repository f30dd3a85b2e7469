using CloudNative.Sdk.Telemetry.Logs.Console;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

public sealed class FormatterChoiceTests
{
    private const string FormatKey = "CloudNative:Telemetry:Logs:Console:Format";
    private const string Json = JsonLineFormatter.FormatterName;

    [Theory]
    [InlineData("Production", null, Json)]
    [InlineData("Staging", null, Json)]
    [InlineData("Development", null, "simple")]
    [InlineData("Development", "Json", Json)]
    [InlineData("Production", "Text", "simple")]
    [InlineData("Production", "auto", Json)]
    [InlineData("Production", "wrong", Json)]
    public void The_environment_chooses_unless_the_option_does(string environment, string? format, string expected)
    {
        Assert.Equal(expected, Chosen(environment, (FormatKey, format)));
        Assert.Equal(expected, ChosenInSlimHost(environment, (FormatKey, format)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("simple")]
    [InlineData("mine")]
    public void A_formatter_named_in_the_configuration_wins(string formatter)
    {
        Assert.Equal(formatter, Chosen("Production", ("Logging:Console:FormatterName", formatter), (FormatKey, "Json")));
        Assert.Equal(formatter, ChosenInSlimHost("Production", ("Logging:Console:FormatterName", formatter)));
    }

    [Fact]
    public void A_formatter_chosen_in_code_wins_before_and_after()
    {
        Assert.Equal("json", Chosen("Production", before: logging => logging.AddJsonConsole()));
        Assert.Equal("simple", Chosen("Production", before: logging => logging.AddSimpleConsole()));
        Assert.Equal("systemd", Chosen("Development", after: logging => logging.AddSystemdConsole()));
        Assert.Equal("simple", Chosen("Production", after: logging => logging.AddSimpleConsole()));
    }

    [Fact]
    public async Task An_unknown_format_stops_the_host_with_the_known_ones()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ServiceHost.StartWorkerAsync(builder => builder.Configuration[FormatKey] = "Xml"));

        Assert.Equal(["CloudNative:Telemetry:Logs:Console:Format must be one of Auto, Json, Text, None, but was 'Xml'."], exception.Failures);
    }

    private static string? Chosen(string environment, params (string Key, string? Value)[] configuration) => Chosen(environment, null, null, configuration);

    private static string? Chosen(
        string environment, Action<ILoggingBuilder>? before = null, Action<ILoggingBuilder>? after = null, params (string Key, string? Value)[] configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        before?.Invoke(builder.Logging);
        Add(builder, configuration);
        after?.Invoke(builder.Logging);
        using var app = (IDisposable)builder.Build();
        return ((WebApplication)app).Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
    }

    private static string? ChosenInSlimHost(string environment, params (string Key, string? Value)[] configuration)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        Add(builder, configuration);
        using var app = (IDisposable)builder.Build();
        return ((WebApplication)app).Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
    }

    private static void Add(WebApplicationBuilder builder, (string Key, string? Value)[] configuration)
    {
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        builder.AddCloudNativeTelemetry();
    }
}
