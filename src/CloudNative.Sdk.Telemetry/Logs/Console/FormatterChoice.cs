using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Gives the console provider its format, where the application has not chosen one.</summary>
/// <param name="options">The options.</param>
/// <param name="environment">The environment, for <see cref="ConsoleLogFormat.Auto"/>.</param>
/// <param name="configuration">The configuration, which may name a formatter.</param>
/// <param name="simpleIsDefault">Whether the host's builder, and not the application, may have chosen <c>simple</c>, as slim builders do.</param>
internal sealed class FormatterChoice(
    IOptions<ConsoleLogOptions> options, IHostEnvironment environment, IConfiguration configuration, bool simpleIsDefault) : IConfigureOptions<ConsoleLoggerOptions>
{
    private const string FormatterKey = "Logging:Console:FormatterName";

    public void Configure(ConsoleLoggerOptions console)
    {
        if (configuration[FormatterKey] is { Length: > 0 } named)
        {
            // Slim builders would overrule it.
            console.FormatterName = named;
        }
        else if (string.IsNullOrEmpty(console.FormatterName) || (simpleIsDefault && console.FormatterName == ConsoleFormatterNames.Simple))
        {
            console.FormatterName = IsJson(options.ValueOrNull()?.Format ?? ConsoleLogFormat.Auto) ? JsonLineFormatter.FormatterName : ConsoleFormatterNames.Simple;
        }
    }

    private bool IsJson(ConsoleLogFormat format) => format switch
    {
        ConsoleLogFormat.Auto => !environment.IsDevelopment(),
        _ => format == ConsoleLogFormat.Json,
    };
}
