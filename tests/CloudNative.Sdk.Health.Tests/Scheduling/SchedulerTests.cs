using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly (string, string)[] Fast =
    [
        ("CloudNative:Health:BuiltInChecks", "false"), ("CloudNative:Health:CheckPeriod", "00:00:00.1"), ("CloudNative:Health:CheckTimeout", "00:00:00.2"),
        ("CloudNative:Health:DrainDelay", "00:00:00"),
    ];

    [Fact]
    public async Task A_check_that_throws_counts_with_its_failure_status_and_its_message()
    {
        await using var host = await StartAsync(checks => checks.AddAsyncCheck("db", () => throw new InvalidOperationException("no route to host")));

        await host.UntilAsync("db", HealthStatus.Unhealthy);

        Assert.Equal("no route to host", (await host.CheckAsync("db")).Description);
        Assert.Contains(host.Logs.WithId(8203), text => text.StartsWith("CNS8203: health check 'db' is unhealthy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_whose_construction_throws_counts_as_failed()
    {
        await using var host = await StartAsync(checks => checks.Add(
            new HealthCheckRegistration("db", _ => throw new InvalidOperationException("no connection string"), HealthStatus.Degraded, null)));

        await host.UntilAsync("db", HealthStatus.Degraded);

        Assert.Equal("no connection string", (await host.CheckAsync("db")).Description);
    }

    [Fact]
    public async Task A_check_that_hangs_is_given_up_at_its_limit_and_probes_answer_all_the_while()
    {
        await using var host = await StartAsync(checks => checks.AddAsyncCheck("hung", HangAsync));

        await host.UntilAsync("hung", HealthStatus.Unhealthy);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Ops.GetAsync("/healthz/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync("/healthz/live")).StatusCode);
        Assert.Equal("timed out after 00:00:00.2000000", (await host.CheckAsync("hung")).Description);
    }

    [Fact]
    public async Task A_check_that_blocks_its_thread_and_ignores_its_token_is_reported_and_never_started_twice()
    {
        using var release = new ManualResetEventSlim();
        var runs = 0;
        await using var host = await StartAsync(checks => checks.AddCheck("blocked", () =>
        {
            Interlocked.Increment(ref runs);
            release.Wait();
            return HealthCheckResult.Healthy();
        }));

        await Eventually.IsTrueAsync(() => host.Logs.WithId(8204).Any(), "the ignored token is logged");
        var check = await host.CheckAsync("blocked");
        var runsWhileBlocked = Volatile.Read(ref runs);
        release.Set();
        await host.UntilAsync("blocked", HealthStatus.Healthy);

        Assert.Equal(("Unhealthy", 1), (check.Status, runsWhileBlocked));
        Assert.StartsWith("ignores its cancellation token and still runs after ", check.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_comes_after_the_limit_is_not_used()
    {
        var late = new TaskCompletionSource<HealthCheckResult>();
        var runs = 0;
        await using var host = await StartAsync(checks => checks.AddAsyncCheck(
            "late", () => Interlocked.Increment(ref runs) == 1 ? late.Task : Task.FromResult(HealthCheckResult.Unhealthy("second run"))));

        await host.UntilAsync("late", HealthStatus.Unhealthy);
        late.SetResult(HealthCheckResult.Healthy("too late"));
        await Eventually.IsTrueAsync(async () => (await host.CheckAsync("late")).Description == "second run", "the next run is published");

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Text.Contains("too late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_on_the_token_that_throws_does_not_end_the_checks_loop()
    {
        var runs = 0;
        await using var host = await StartAsync(checks => checks.AddAsyncCheck("db", async token =>
        {
            Interlocked.Increment(ref runs);
            using var registration = token.Register(() => throw new ObjectDisposedException("connection"));
            await Task.Delay(Timeout.Infinite, token);
            return HealthCheckResult.Healthy();
        }));

        await Eventually.IsTrueAsync(() => Volatile.Read(ref runs) >= 2, "a second run");

        Assert.Equal(("Unhealthy", "timed out after 00:00:00.2000000"), await host.CheckAsync("db"));
        Assert.NotEmpty(host.Logs.WithId(8206));
    }

    [Fact]
    public async Task Code_on_the_token_that_blocks_holds_up_neither_the_verdict_nor_the_stop()
    {
        using var release = new ManualResetEventSlim();
        await using var host = TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeHealth().Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
                builder.Services.AddHealthChecks().AddAsyncCheck("db", async token =>
                {
                    token.Register(release.Wait);
                    await new TaskCompletionSource().Task;
                    return HealthCheckResult.Healthy();
                });
            },
            null,
            Fast);
        await host.StartAsync();

        await host.UntilAsync("db", HealthStatus.Unhealthy);
        await host.StopAsync();
        release.Set();

        Assert.NotEmpty(host.Logs.WithId(8203));
    }

    [Fact]
    public async Task What_a_check_throws_is_shown_without_credentials()
    {
        await using var host = await StartAsync(checks => checks.AddAsyncCheck(
            "broker", () => throw new InvalidOperationException("connect amqp://user:hunter2@rabbit failed; Password=hunter2;")));
        await host.UntilAsync("broker", HealthStatus.Unhealthy);

        Assert.Equal("connect amqp://***@rabbit failed; Password=***;", (await host.CheckAsync("broker")).Description);
    }

    [Fact]
    public async Task A_result_that_would_be_stale_before_the_next_run_is_an_error_at_start()
    {
        await using var host = TestHost.Web(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddCheck("db", () => HealthCheckResult.Healthy()),
            null,
            ("CloudNative:Health:Checks:db:Period", "00:05:00"),
            ("CloudNative:Health:Checks:db:MaxAge", "00:01:00"));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(
            "CloudNative:Health:Checks:db:MaxAge must be longer than the check's period and time limit together (00:05:01), but was 00:01:00.", exception.Message);
    }

    [Fact]
    public async Task Two_checks_of_one_name_are_an_error_at_start()
    {
        await using var host = TestHost.Web(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks()
                .AddCheck("db", () => HealthCheckResult.Healthy()).AddCheck("DB", () => HealthCheckResult.Healthy()), null, Fast);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal("CNS8205: the health check 'db' is registered 2 times. Give each its own name.", exception.Message);
    }

    [Fact]
    public async Task Each_run_has_a_scope_of_its_own()
    {
        var seen = new HashSet<Scoped>();
        await using var host = TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeHealth().Services.AddScoped<Scoped>();
                builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                    "scoped", provider => new Remembering(provider.GetRequiredService<Scoped>(), seen), null, null));
            },
            null,
            Fast);
        await host.StartAsync();

        await Eventually.IsTrueAsync(() => Count(seen) >= 3, "three runs");

        Assert.All(Snapshot(seen).SkipLast(1), scoped => Assert.True(scoped.Disposed));
    }

    [Fact]
    public async Task Checks_run_side_by_side()
    {
        var both = new Barrier(2);
        Func<HealthCheckResult> meet = () => both.SignalAndWait(TimeSpan.FromSeconds(10)) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("alone");
        await using var host = await StartAsync(
            checks => checks.AddCheck("a", meet, timeout: TimeSpan.FromSeconds(15)).AddCheck("b", meet, timeout: TimeSpan.FromSeconds(15)));

        await host.UntilAsync("a", HealthStatus.Healthy);
        await host.UntilAsync("b", HealthStatus.Healthy);
    }

    [Fact]
    public async Task Period_and_limit_of_a_registration_win_over_the_options_and_configuration_by_name_over_both()
    {
        await using var host = TestHost.Web(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks()
                .Add(new HealthCheckRegistration("a", new Fine(), null, null, TimeSpan.FromSeconds(7)) { Period = TimeSpan.FromMinutes(5) })
                .Add(new HealthCheckRegistration("b", new Fine(), null, null, TimeSpan.FromSeconds(7)) { Period = TimeSpan.FromMinutes(5) }),
            null,
            ("CloudNative:Health:BuiltInChecks", "false"),
            ("CloudNative:Health:Checks:b:Period", "00:00:03"),
            ("CloudNative:Health:Checks:b:Timeout", "00:00:02"));

        var plans = host.Services.GetRequiredService<Health.Scheduling.HealthBoard>().Checks.Select(check => check.Plan).ToArray();

        Assert.Equal(
            [(TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(607)), (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1))],
            plans.Select(plan => (plan.Timeout, plan.Period, plan.MaxAge)));
    }

    private static async Task<HealthCheckResult> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return HealthCheckResult.Healthy();
    }

    private static Task<TestHost> StartAsync(Action<IHealthChecksBuilder> checks) =>
        TestHost.Web(builder => checks(builder.AddCloudNativeHealth().Services.AddHealthChecks()), null, Fast).StartAsync();

    private static int Count(HashSet<Scoped> seen) => Snapshot(seen).Length;

    private static Scoped[] Snapshot(HashSet<Scoped> seen)
    {
        lock (seen)
        {
            return [.. seen];
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Remembering(Scoped scoped, HashSet<Scoped> seen) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            lock (seen)
            {
                seen.Add(scoped);
            }

            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }

    private sealed class Fine : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy());
    }
}
