using System.Globalization;
using System.Text.Json;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>Writes what <c>/resiliency</c> shows.</summary>
internal static class ResiliencyView
{
    public static void Write(Utf8JsonWriter json, CallRegistry registry, InboundLimiter? inbound)
    {
        json.WriteStartObject();
        if (inbound is not null)
        {
            Write(json, inbound);
        }

        json.WriteStartArray("clients");
        foreach (var client in registry.Clients.OrderBy(client => client.Client, StringComparer.Ordinal))
        {
            Write(json, client);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CallTarget target)
    {
        json.WriteStartObject();
        json.WriteString("client", target.Client);
        json.WriteString("service", target.Service);
        json.WriteString("breaker", target.Breaker.State switch
        {
            BreakerState.Closed => "closed",
            BreakerState.HalfOpen => "half open",
            BreakerState.Open => "open",
            _ => "isolated",
        });
        if (target.Breaker.State == BreakerState.Open)
        {
            json.WriteNumber("trialInSeconds", Math.Round(target.Breaker.OpenFor().TotalSeconds, 3));
        }

        json.WriteStartObject("attempts");
        foreach (var outcome in Enum.GetValues<AttemptOutcome>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), target.Attempts(outcome));
        }

        json.WriteEndObject();
        json.WriteNumber("retries", target.Retries);
        json.WriteNumber("rejected", target.Rejected);
        json.WriteNumber("hedges", target.Hedges);
        json.WriteNumber("hedgesWon", target.HedgesWon);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClientCalls client)
    {
        var policy = client.Policy;
        json.WriteStartObject();
        json.WriteString("client", client.Client);
        json.WriteStartObject("policy");
        WriteLimit(json, "totalTimeout", policy.TotalTimeout);
        WriteLimit(json, "attemptTimeout", policy.AttemptTimeout);
        json.WriteNumber("maxRetries", policy.MaxRetries);
        json.WriteNumber("retryBudget", policy.RetryBudget);
        json.WriteBoolean("breaker", policy.Breaker);
        json.WriteBoolean("hedging", policy.Hedging);
        json.WriteEndObject();
        json.WriteNumber("budgetLeft", Math.Round(client.Budget.Left(policy), 1));
        json.WriteNumber("budgetRefused", client.Budget.Refused);
        json.WriteStartArray("services");
        foreach (var target in client.Targets.OrderBy(target => target.Service, StringComparer.Ordinal))
        {
            Write(json, target);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, TimeSpan limit) =>
        json.WriteString(name, limit == Timeout.InfiniteTimeSpan ? null : limit.ToString("c", CultureInfo.InvariantCulture));

    private static void Write(Utf8JsonWriter json, InboundLimiter inbound)
    {
        json.WriteStartObject("inbound");
        json.WriteString("state", inbound.State.IsShedding ? "shedding" : "serving");
        json.WriteNumber("limit", inbound.Limit);
        json.WriteNumber("inFlight", inbound.InFlight);
        json.WriteNumber("waiting", inbound.Waiting);
        json.WriteNumber("baselineSeconds", Math.Round(inbound.Baseline.TotalSeconds, 6));
        json.WriteNumber("sheddingSeconds", Math.Round(inbound.State.Duration.TotalSeconds, 3));
        json.WriteStartObject("shed");
        foreach (var priority in Enum.GetValues<RequestPriority>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(priority.ToString()), inbound.State.Shed(priority));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
