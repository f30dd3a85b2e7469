using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures what the console shows of the log.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry:Logs:Console</c>. Read when the first logger is made. It applies to the console provider of .NET, which every host builder but
/// the empty one adds; a format that the application itself has chosen for that provider (<c>Logging:Console:FormatterName</c>, <c>AddJsonConsole()</c>, …) stays.
/// </remarks>
public sealed class ConsoleLogOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Logs:Console";

    internal static readonly OptionsBinding<ConsoleLogOptions> Binding = new(SectionName, table => table
        .Choice(nameof(Format), typeof(ConsoleLogFormat), o => o.Format, (o, value) => o.Format = (ConsoleLogFormat)value));

    /// <summary>Gets or sets the format.</summary>
    /// <value>The default is <see cref="ConsoleLogFormat.Auto"/>: readable text in Development, JSON elsewhere.</value>
    public ConsoleLogFormat Format { get; set; }
}
