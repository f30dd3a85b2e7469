using System.Diagnostics.Metrics;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class DiscoveryViewTests
{
    [Fact]
    public async Task The_ops_server_shows_services_instances_and_what_is_ejected()
    {
        await using var alive = await TestServer.StartAsync("alive");
        var dead = $"127.0.0.1:{FreePort.Next()}";
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource("Registry").Says(ScriptedSource.Endpoint(alive.Address, version: "v2"), ScriptedSource.Endpoint(dead))));
        await caller.FailuresAsync("http://catalog/", 20);

        using var json = JsonDocument.Parse(await caller.Ops.GetStringAsync("/discovery", TestContext.Current.CancellationToken));

        var service = Assert.Single(json.RootElement.GetProperty("services").EnumerateArray());
        Assert.Equal("http://catalog", service.GetProperty("service").GetString());
        Assert.Equal("Registry", service.GetProperty("source").GetString());
        Assert.Equal(["Configuration:does not know", "Registry:knows"], service.GetProperty("asked").EnumerateArray().Select(source => $"{source.GetProperty("name")}:{source.GetProperty("state")}"));
        var instances = service.GetProperty("instances").EnumerateArray().ToArray();
        Assert.Equal($"http://{alive.Address}", instances[0].GetProperty("address").GetString());
        Assert.Equal("v2", instances[0].GetProperty("metadata").GetProperty("version").GetString());
        Assert.False(instances[0].TryGetProperty("ejected", out _));
        Assert.Equal("unreachable", instances[1].GetProperty("ejected").GetProperty("reason").GetString());
        Assert.Equal(20, instances.Sum(instance => instance.GetProperty("calls").GetInt32()));
    }

    [Fact]
    public async Task Meters_count_calls_by_outcome_and_ejections_by_reason()
    {
        await using var alive = await TestServer.StartAsync("alive");
        var source = new ScriptedSource().Says(ScriptedSource.Endpoint(alive.Address, zone: "b"), ScriptedSource.Endpoint($"127.0.0.1:{FreePort.Next()}", zone: "a"));
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(source), ("CloudNative:Discovery:Zone", "a"));
        var failures = await caller.FailuresAsync("http://catalog/", 20);
        source.Says(ScriptedSource.Endpoint(alive.Address, zone: "b"));

        var measured = Measure(caller);

        Assert.Equal(20 - failures, measured["cloudnative.discovery.calls service=catalog outcome=success zone=other"]);
        Assert.Equal(failures, measured["cloudnative.discovery.calls service=catalog outcome=unreachable zone=local"]);
        Assert.Equal(1, measured["cloudnative.discovery.instances service=catalog state=available"]);
        Assert.Equal(0, measured["cloudnative.discovery.instances service=catalog state=ejected"]);
        Assert.True(measured.ContainsKey("cloudnative.discovery.snapshot.age service=catalog source=Scripted"));
    }

    private static Dictionary<string, double> Measure(Caller caller)
    {
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener();
        var factory = caller.Meters;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[Key(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured[Key(instrument, tags)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static string Key(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key.Replace("cloudnative.discovery.", "", StringComparison.Ordinal)}={tag.Value}"))}";
}
