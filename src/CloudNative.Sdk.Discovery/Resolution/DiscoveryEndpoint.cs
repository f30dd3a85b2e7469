using System.Text.Json;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Watching;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Shows people which services this one calls, and what it knows of their instances.</summary>
internal sealed class DiscoveryEndpoint(ServiceDirectory directory, IEnumerable<IDiscoveryReport> reports, TimeProvider time) : IOpsEndpoint
{
    public string Path => "/discovery";

    public string Description => "The services that are called, their instances, and which of them are not called and why, as JSON.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, Write);

    private static void Write(Utf8JsonWriter json, SourceFeed feed)
    {
        json.WriteStartObject();
        json.WriteString("name", feed.Name);
        json.WriteString("state", !feed.IsStarted ? "not asked" : feed.Failure is not null ? "failing" : feed.Latest is null ? "waiting" : feed.Latest.IsKnown ? "knows" : "does not know");
        if (feed.Failure is { } failure)
        {
            json.WriteString("failure", failure.Message);
        }

        if (feed.Latest?.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("sources");
        foreach (var source in directory.Sources)
        {
            json.WriteStringValue(source.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("services");
        foreach (var watch in directory.Watches.OrderBy(watch => watch.Key, StringComparer.Ordinal))
        {
            Write(json, watch);
        }

        json.WriteEndArray();
        foreach (var report in reports)
        {
            json.WritePropertyName(report.Name);
            report.Write(json);
        }

        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, ServiceWatch watch)
    {
        var policy = directory.Policies.Of(watch.Query.Service, string.Empty);
        json.WriteStartObject();
        json.WriteString("service", watch.Key);
        json.WriteString("source", watch.State?.Source);
        if (watch.Age() is { } age)
        {
            json.WriteNumber("ageSeconds", Math.Round(age.TotalSeconds, 3));
        }

        json.WriteString("balancer", policy.Balancer.ToString());
        if (policy.Subsets.Count > 0)
        {
            json.WriteStartObject("subsets");
            foreach (var subset in policy.Subsets)
            {
                json.WriteNumber(subset.Name, subset.Weight);
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("asked");
        foreach (var feed in watch.Feeds)
        {
            Write(json, feed);
        }

        json.WriteEndArray();
        json.WriteStartArray("instances");
        foreach (var instance in watch.State?.Set?.Instances ?? [])
        {
            Write(json, instance);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, Instance instance)
    {
        var endpoint = instance.Endpoint;
        json.WriteStartObject();
        json.WriteString("address", instance.UriOf(string.Empty).OriginalString);
        json.WriteString("id", endpoint.Id);
        json.WriteString("zone", endpoint.Zone);
        json.WriteString("dataCenter", endpoint.DataCenter);
        json.WriteNumber("weight", endpoint.Weight);
        json.WriteNumber("priority", endpoint.Priority);
        json.WriteNumber("inFlight", instance.InFlight);
        json.WriteNumber("calls", instance.Calls);
        json.WriteNumber("failed", instance.Count(CallOutcome.Failure) + instance.Count(CallOutcome.Unreachable));
        json.WriteNumber("latencyMilliseconds", Math.Round(instance.Latency.At(time.GetTimestamp()) * 1000 / time.TimestampFrequency, 3));
        if (instance.Health.Ejection is { } ejection)
        {
            json.WriteStartObject("ejected");
            json.WriteString("reason", DiscoveryMetrics.Text(ejection.Reason));
            json.WriteNumber("forSeconds", Math.Round(time.GetElapsedTime(ejection.Since).TotalSeconds, 3));
            json.WriteEndObject();
        }

        json.WriteStartObject("metadata");
        foreach (var (key, value) in endpoint.Metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
