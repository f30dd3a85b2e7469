using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Discovery.Dns.Messages;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class DnsMetricsTests
{
    [Fact]
    public async Task Questions_are_measured_in_seconds_and_only_failures_have_an_error()
    {
        var time = new FakeTimeProvider();
        await using var server = FakeDnsServer.Start(question =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return [question.Name == "a.test" ? question.Answer(Wire.AddressOf("a.test", "10.0.0.1")) : question.Failure(question.Name == "b.test" ? Wire.NameError : Wire.ServerFailure)];
        });
        using var services = new DnsServices(time, "", null, [.. DnsServices.KeysOf([server]), ("Attempts", "1")]);
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var meter = services.Services.GetRequiredService<IMeterFactory>().Create("CloudNative.Sdk.Discovery");
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            measured.Enqueue(FormattableString.Invariant($"{instrument.Name} {instrument.Unit} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}")));
        listener.Start();

        await services.Client.AskAsync("a.test", DnsType.A, default);
        await services.Client.AskAsync("b.test", DnsType.Aaaa, default);
        await Assert.ThrowsAnyAsync<Exception>(() => services.Client.AskAsync("c.test", DnsType.Srv, default));

        Assert.Equal(
            [
                "cloudnative.discovery.dns.duration s 0.25 dns.question.type=A cloudnative.discovery.dns.outcome=known",
                "cloudnative.discovery.dns.duration s 0.25 dns.question.type=AAAA cloudnative.discovery.dns.outcome=unknown",
                "cloudnative.discovery.dns.duration s 0.25 dns.question.type=SRV cloudnative.discovery.dns.outcome=failed error.type=SERVFAIL",
            ],
            measured);
    }
}
