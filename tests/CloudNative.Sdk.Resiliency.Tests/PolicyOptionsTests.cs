using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.Resiliency.Tests.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Tests;

public sealed class PolicyOptionsTests
{
    [Fact]
    public async Task Contradictions_are_reported_all_at_once_with_both_keys()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => CallHarness.StartAsync(
            ("CloudNative:Resiliency:Defaults:TotalTimeout", "00:00:05"),
            ("CloudNative:Resiliency:Defaults:AttemptTimeout", "00:00:10"),
            ("CloudNative:Resiliency:Clients:web:AttemptTimeout", "00:00:01"),
            ("CloudNative:Resiliency:Clients:web:HedgingDelay", "00:00:02"),
            ("CloudNative:Resiliency:Clients:web:RetryDelay", "00:00:06"),
            ("CloudNative:Resiliency:Clients:web:MaxQueue", "3"),
            ("CloudNative:Resiliency:Clients:mobile:MaxRetries", "21"),
            ("CloudNative:Resiliency:Clients:mobile:BreakerFailureShare", "0")));

        Assert.Equal(
            [
                "CloudNative:Resiliency:Clients:mobile:AttemptTimeout must be at most TotalTimeout (00:00:05), but was 00:00:10.",
                "CloudNative:Resiliency:Clients:mobile:BreakerFailureShare must be from 0.01 to 1, but was 0.",
                "CloudNative:Resiliency:Clients:mobile:MaxRetries must be from 0 to 20, but was 21.",
                "CloudNative:Resiliency:Clients:web:HedgingDelay must be below AttemptTimeout (00:00:01), but was 00:00:02.",
                "CloudNative:Resiliency:Clients:web:MaxQueue needs MaxConcurrency, which is not set, but was 3.",
                "CloudNative:Resiliency:Clients:web:MaxRetryDelay must be at least RetryDelay (00:00:06), but was 00:00:05.",
                "CloudNative:Resiliency:Clients:web:RetryDelay must be below TotalTimeout (00:00:05), but was 00:00:06.",
                "CloudNative:Resiliency:Defaults:AttemptTimeout must be at most TotalTimeout (00:00:05), but was 00:00:10.",
            ],
            exception.Failures.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_of_a_client_changes_that_key_alone()
    {
        var policy = CallPolicy.Merge(
            new CallPolicyOptions { MaxRetries = 1 }, new CallPolicyOptions { MaxRetries = 5, Profile = CallProfile.Patient, RetryDelay = TimeSpan.FromSeconds(2) });

        Assert.Equal((1, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2)), (policy.MaxRetries, policy.TotalTimeout, policy.AttemptTimeout, policy.RetryDelay));
    }

    [Fact]
    public void A_shorter_limit_in_all_shortens_the_attempts()
    {
        var policy = CallPolicy.Merge(new CallPolicyOptions { TotalTimeout = TimeSpan.FromSeconds(3) });

        Assert.Equal(TimeSpan.FromSeconds(3), policy.AttemptTimeout);
    }

    [Fact]
    public async Task Changes_take_effect_with_the_next_call_and_those_with_faults_are_refused()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);

        harness.Configuration["CloudNative:Resiliency:Clients:shop:MaxRetries"] = "0";
        harness.Configuration.Reload();
        (await harness.SendAsync()).Dispose();
        Assert.Single(harness.Transport.Attempts);

        harness.Configuration["CloudNative:Resiliency:Clients:shop:MaxRetries"] = "many";
        harness.Configuration.Reload();
        (await harness.SendAsync()).Dispose();
        Assert.Equal(2, harness.Transport.Attempts.Count);
        Assert.Equal(
            ["CNS8501: the changed section 'CloudNative:Resiliency' is not used, the one before it stays: CloudNative:Resiliency:Clients:shop:MaxRetries must be a whole number, but was 'many'."],
            harness.Logs.WithId(8501));
    }

    [Fact]
    public async Task Adding_twice_changes_nothing()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.AddCloudNativeResiliency());
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);

        (await harness.SendAsync()).Dispose();

        Assert.Equal(4, harness.Transport.Attempts.Count);
    }
}
