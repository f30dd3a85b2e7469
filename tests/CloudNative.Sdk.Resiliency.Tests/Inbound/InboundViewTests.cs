using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class InboundViewTests
{
    [Fact]
    public async Task The_meter_shows_the_limit_and_what_was_refused()
    {
        await using var service = await LimitedService.StartAsync();
        await service.HoldAsync(9);
        Assert.Equal(503, await service.StatusAsync("/"));
        Assert.Equal(503, await service.StatusAsync("/", "sheddable"));

        var values = Read(service.Host.Services.GetRequiredService<IMeterFactory>());

        Assert.Equal(10, values["cloudnative.resiliency.inbound.limit"]);
        Assert.Equal(9, values["cloudnative.resiliency.inbound.in_flight"]);
        Assert.Equal(0, values["cloudnative.resiliency.inbound.queued"]);
        Assert.Equal(0, values["cloudnative.resiliency.inbound.baseline"]);
        Assert.Equal(1, values["cloudnative.resiliency.inbound.shed default"]);
        Assert.Equal(1, values["cloudnative.resiliency.inbound.shed sheddable"]);
        Assert.Equal(0, values["cloudnative.resiliency.inbound.shed critical"]);
        Assert.Single(service.Host.Logs.WithId(8530));
    }

    [Fact]
    public async Task Readiness_gets_a_check_of_the_load()
    {
        await using var service = await LimitedService.StartAsync(builder => builder.Services.AddHealthChecks(), null);

        var report = await service.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));

        Assert.Equal("0 requests of at most 10 under way", report.Entries["load"].Description);
        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    [Fact]
    public async Task A_request_over_the_configured_time_is_answered_with_504()
    {
        await using var service = await LimitedService.StartAsync(
            null,
            app =>
            {
                app.UseRequestTimeouts();
                app.MapGet("/wait", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
            },
            ("CloudNative:Resiliency:Inbound:RequestTimeout", "00:00:00.1000000"));

        Assert.Equal(504, await service.StatusAsync("/wait"));
        Assert.Equal(200, await service.StatusAsync("/"));
    }

    private static Dictionary<string, double> Read(IMeterFactory factory)
    {
        var values = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name.StartsWith("cloudnative.resiliency.inbound", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => values[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
