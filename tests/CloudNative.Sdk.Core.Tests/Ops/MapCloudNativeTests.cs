using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Encodings.Web;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    public async Task A_policy_of_the_application_protects_them()
    {
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeCore();
                builder.Services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, Nobody>("none", null);
                builder.Services.AddAuthorization();
            },
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapCloudNative().RequireAuthorization();
            }).StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.App.GetAsync("/info")).StatusCode);
    }

    [Fact]
    public async Task A_fallback_policy_of_the_application_does_not_stop_probes()
    {
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeCore();
                builder.Services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, Nobody>("none", null);
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder("none").RequireAuthenticatedUser().Build());
            },
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapCloudNative();
            }).StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.App.GetAsync("/info")).StatusCode);
    }

    [Theory]
    [InlineData("/tree", "/tree and ''")]
    [InlineData("/tree/", "/tree and ''")]
    [InlineData("/tree/a/b%20c", "/tree and '/a/b c'")]
    [InlineData("/ops/tree/Shop.Orders", "/ops/tree and '/Shop.Orders'")]
    public async Task What_is_below_a_path_belongs_to_an_endpoint_that_wants_it(string path, string expected)
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<TreeEndpoint>(),
            app =>
            {
                app.MapCloudNative();
                app.MapGroup("/ops").MapCloudNative();
            }).StartAsync();

        Assert.Equal(expected, await host.App.GetStringAsync(path));
    }

    [Fact]
    public async Task Without_the_services_it_says_what_to_call()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapCloudNative());

        Assert.Equal("MapCloudNative() needs the services of AddCloudNative(). Call builder.AddCloudNative() before builder.Build().", exception.Message);
    }

    private sealed class Nobody(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }

    private static bool Contains(List<object?> routes, string route)
    {
        lock (routes)
        {
            return routes.Contains(route);
        }
    }
}
