using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Telemetry.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => Assert.Equal(
        """
        sealed class CloudNative.Sdk.Telemetry.ClassifiedLogMessageAttribute
            String Message { get; }
            String[] PersonalData { get; set; }
            String[] Secrets { get; set; }
            new(String message)
        sealed class CloudNative.Sdk.Telemetry.ClassifiedTypeAttribute
            Boolean ShowsMembers { get; set; }
            String TypeName { get; }
            String[] PersonalData { get; set; }
            String[] Secrets { get; set; }
            Type Type { get; }
            new(String typeName)
            new(Type type)
        enum CloudNative.Sdk.Telemetry.ConsoleLogFormat
            Auto = 0
            Json = 1
            None = 3
            Text = 2
        sealed class CloudNative.Sdk.Telemetry.ConsoleLogOptions
            ConsoleLogFormat Format { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogLevelOptions
            TimeSpan DefaultDuration { get; set; }
            TimeSpan MaxDuration { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogOptions
            IDictionary<String, LogRateLimit> RateLimits { get; }
            IDictionary<String, LogSamplingRule> Sampling { get; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogRateLimit
            Double PerSecond { get; set; }
            Int32? Burst { get; set; }
            LogLevel MaxLevel { get; set; }
            String Category { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogRedactionOptions
            IList<String> PersonalDataKeys { get; }
            IList<String> PlainKeys { get; }
            IList<String> RouteTo { get; }
            IList<String> SecretKeys { get; }
            PersonalDataHandling PersonalData { get; set; }
            String HashKey { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogSamplingRule
            Double Ratio { get; set; }
            LogLevel MaxLevel { get; set; }
            String Category { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.LogUpliftOptions
            IList<String> ForwardTo { get; }
            String Key { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.OtlpOptions
            TimeSpan FlushTimeout { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.PersonalDataAttribute
            new()
        enum CloudNative.Sdk.Telemetry.PersonalDataHandling
            Erase = 0
            Hash = 1
            Route = 2
        sealed class CloudNative.Sdk.Telemetry.PrometheusOptions
            Boolean ConvertExponentialHistograms { get; set; }
            Boolean CreatedSeries { get; set; }
            Boolean ScopeLabels { get; set; }
            PrometheusTranslationStrategy TranslationStrategy { get; set; }
            new()
        enum CloudNative.Sdk.Telemetry.PrometheusTranslationStrategy
            NoTranslation = 3
            NoUTF8EscapingWithSuffixes = 2
            UnderscoreEscapingWithSuffixes = 0
            UnderscoreEscapingWithoutSuffixes = 1
        sealed class CloudNative.Sdk.Telemetry.SecretAttribute
            new()
        static class CloudNative.Sdk.Telemetry.ServiceActivity
            Task ProcessAsync(String system, String destination, Func<String, String> header, Func<Task> handle, String messageId = null)
            Task RunAsync(String name, Func<Task> run)
            Task SendAsync(String system, String destination, Action<String, String> setHeader, Func<Task> send, String messageId = null)
        sealed class CloudNative.Sdk.Telemetry.TelemetryOptions
            Boolean Enabled { get; set; }
            Boolean UnitBuckets { get; set; }
            IDictionary<String, IReadOnlyList<Double>> HistogramBuckets { get; }
            IDictionary<String, Int32> CardinalityLimits { get; }
            IList<String> ExcludedInstruments { get; }
            IList<String> ExcludedMeters { get; }
            IList<String> ExcludedSources { get; }
            IList<String> Meters { get; }
            IList<String> Sources { get; }
            Int32 CardinalityLimit { get; set; }
            new()
        sealed class CloudNative.Sdk.Telemetry.TracingOptions
            Boolean AlwaysComplete { get; set; }
            Boolean KeepErrors { get; set; }
            Double SampleRatio { get; set; }
            IList<String> QueryKeys { get; }
            Int32 MaxBufferedSpans { get; set; }
            TimeSpan SlowThreshold { get; set; }
            new()
        static class Microsoft.Extensions.Hosting.CloudNativeTelemetryHostApplicationBuilderExtensions
            TBuilder AddCloudNativeTelemetry<TBuilder>(TBuilder builder, Action<TelemetryOptions> configure = null)

        """,
        PublicApi.Print(typeof(TelemetryOptions).Assembly));
}
