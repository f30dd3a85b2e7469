using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>Shows people the rate, the errors and the latency of the last quarter of an hour.</summary>
internal sealed class RequestsPanel(RequestHistory history, IServiceProvider services, IOptions<TelemetryOptions> options) : IOpsPanel
{
    public string Id => "requests";

    public string Title => "Requests";

    public int Order => 200;

    public void Describe(OpsPanelContent content)
    {
        if (services.GetService<IServer>() is null)
        {
            return;
        }

        if (!options.Value.Enabled)
        {
            content.Note(OpsTone.Plain, $"Nothing is measured: {options.Value.DisabledBy}.");
            return;
        }

        var points = history.Points();
        content
            .Chart(new OpsChart("Rate", "/s", RequestHistory.Window, [Series("rate", points, point => point.Rate)]))
            .Chart(new OpsChart("Errors: answers of 500 and above", "%", RequestHistory.Window, [Series("share", points, point => point.ErrorShare)]))
            .Chart(new OpsChart(
                "Latency", "s", RequestHistory.Window, [Series("p99", points, point => point.P99), Series("p50", points, point => point.Median)]));
        if (points.Length == 0)
        {
            content.Note(OpsTone.Plain, "The first point is there about twenty seconds after the start.");
        }
    }

    private static OpsSeries Series(string name, RequestPoint[] points, Func<RequestPoint, double> value) =>
        new(name, Array.ConvertAll(points, point => new OpsPoint(point.Age, value(point))));
}
