using System.Diagnostics.Metrics;
using System.Net;
using CloudNative.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops;

public sealed class MapCloudNativeTests
{
    [Fact]
    public async Task The_endpoints_answer_on_the_applications_port_and_leave_its_root_alone()
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeCore(),
            app =>
            {
                app.MapCloudNative();
                app.MapGet("/", () => "shop");
            },
            ("CloudNative:Ops:Enabled", "false")).StartAsync();

        Assert.Equal("shop", await host.App.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.OK, (await host.App.GetAsync("/info")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.App.PostAsync("/info", null)).StatusCode);
    }

    [Fact]
    public async Task They_are_not_in_the_request_metrics()
    {
        var routes = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "http.server.request.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            lock (routes)
            {
                routes.Add(tags.ToArray().FirstOrDefault(tag => tag.Key == "http.route").Value);
            }
        });
        listener.Start();
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeCore(),
            app =>
            {
                app.MapCloudNative();
                app.MapGet("/mapped-cloud-native-test", () => "x");
            }).StartAsync();

        await host.App.GetStringAsync("/info");
        await host.App.GetStringAsync("/mapped-cloud-native-test");

        await Eventually.IsTrueAsync(() => Contains(routes, "/mapped-cloud-native-test"), "the application's own request is measured");
        Assert.False(Contains(routes, "/info"));
    }

    [Fact]
    public async Task Without_the_services_it_says_what_to_call()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapCloudNative());

        Assert.Equal("MapCloudNative() needs the services of AddCloudNative(). Call builder.AddCloudNative() before builder.Build().", exception.Message);
    }

    private static bool Contains(List<object?> routes, string route)
    {
        lock (routes)
        {
            return routes.Contains(route);
        }
    }
}
