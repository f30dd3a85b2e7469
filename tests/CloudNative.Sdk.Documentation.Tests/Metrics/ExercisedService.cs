using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Claims;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Documentation.Tests.Metrics;

/// <summary>A web service that uses what .NET and the SDK measure, and what makes it do so.</summary>
internal sealed class ExercisedService : IAsyncDisposable
{
    private const string Wide = "Exercised.Wide";

    private readonly SemaphoreSlim _busy = new(0);
    private readonly TestHost _host;

    public ExercisedService() => _host = TestHost.Web(
        Build, Map, ("CloudNative:Telemetry:Meters:0", Wide), ("CloudNative:Telemetry:CardinalityLimits:wide", "1"), ("CloudNative:Health:CheckTimeout", "00:00:00.010"),
        ("CloudNative:Telemetry:Logs:Sampling:all:Ratio", "0"));

    public async Task<string> ExerciseAsync(MetricBook book)
    {
        await _host.StartAsync();
        var port = _host.App.BaseAddress!.Port;
        using (var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{port}") })
        {
            List<int> answers = [];
            foreach (var path in (string[])["/", "/missing", "/throw", "/secret", "/login", "/secret", "/forbidden", "/logout"])
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                answers.Add((int)response.StatusCode);
            }

            Assert.Equal([200, 404, 500, 302, 200, 200, 302, 200], answers);

            await QueueAsync(client, book);
        }

        await CallItselfAsync(port);
        using var lost = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => lost.GetAsync(new Uri($"http://127.0.0.1:{FreePort.Take(1)[0]}")));
        GC.Collect();
        using var meter = new Meter(Wide);
        var wide = meter.CreateCounter<int>("wide");
        wide.Add(1, new KeyValuePair<string, object?>("id", 1));
        wide.Add(1, new KeyValuePair<string, object?>("id", 2));
        await _host.Ops.GetStringAsync("/metrics");
        await Eventually.IsTrueAsync(() => book.HasMeasured("kestrel.connection.duration") && book.HasMeasured("http.client.connection.duration"), "the connections end");
        await Eventually.IsTrueAsync(() => book.HasMeasured("cloudnative.health.check.timeouts"), "a check exceeds its time limit");
        book.Observe();
        return await _host.Ops.GetStringAsync("/metrics");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        _busy.Dispose();
    }

    /// <summary>One request holds the only permit while another waits for it.</summary>
    private async Task QueueAsync(HttpClient client, MetricBook book)
    {
        var first = client.GetAsync(new Uri("/busy", UriKind.Relative));
        var second = client.GetAsync(new Uri("/busy", UriKind.Relative));
        await Eventually.IsTrueAsync(() => book.HasMeasured("aspnetcore.rate_limiting.queued_requests"), "a request waits in the queue");
        _busy.Release(2);
        foreach (var response in await Task.WhenAll(first, second))
        {
            response.Dispose();
        }
    }

    /// <summary>A call of the service, which states a deadline that nobody can read.</summary>
    private async Task CallItselfAsync(int port)
    {
        using var client = _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("itself");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost:{port}/"));
        request.Headers.Add("X-Request-Deadline", "soon");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static void Build(WebApplicationBuilder builder)
    {
        builder.AddCloudNative();
        builder.Services.AddSingleton(new ServiceIdentity
        {
            Name = "exercised",
            Version = "1.0.0",
            Commit = "4f1c2ab",
            Branch = "main",
            BuildId = "1",
            BuildTime = DateTimeOffset.UnixEpoch,
            CommitTime = DateTimeOffset.UnixEpoch,
            InstanceId = "1",
            Environment = "Production",
        });
        builder.Services.AddHealthChecks().AddCheck("orders-db", () => HealthCheckResult.Healthy());
        builder.Services.AddHealthChecks().AddAsyncCheck("hanging", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return HealthCheckResult.Healthy();
        });
        builder.Services.AddStartupTask("warm", (_, _) => Task.CompletedTask);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.None);
        builder.Services.AddAuthorizationBuilder().AddPolicy("nobody", policy => policy.RequireAssertion(_ => false));
        builder.Services.AddRateLimiter(options => options.AddConcurrencyLimiter("one", limit => (limit.PermitLimit, limit.QueueLimit) = (1, 1)));
    }

    private void Map(WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        }));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapGet("/", () => "ok");
        app.MapGet("/throw", string () => throw new InvalidOperationException("Wanted."));
        app.MapGet("/busy", () => _busy.WaitAsync()).RequireRateLimiting("one");
        app.MapGet("/login", context => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "bob")], "test"))));
        app.MapGet("/logout", context => context.SignOutAsync());
        app.MapGet("/secret", [Authorize] () => "secret");
        app.MapGet("/forbidden", [Authorize("nobody")] () => "never");
    }
}
