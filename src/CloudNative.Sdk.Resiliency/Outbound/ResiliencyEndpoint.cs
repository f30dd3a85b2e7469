using System.Text.Json;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Shows the breakers and budgets of calls, and isolates and closes breakers by hand.</summary>
internal sealed class ResiliencyEndpoint(CallRegistry registry) : IOpsEndpoint
{
    private const int MaxBody = 1024;

    public string Path => "/resiliency";

    public string Description => "Breakers, budgets and attempts of calls, as JSON; POST {\"client\":\"…\",\"service\":\"…\",\"breaker\":\"isolated\"} or \"closed\" changes a breaker.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, Write);

    public async Task ChangeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return;
        }

        var (target, isolate, fault) = await ReadAsync(context).ConfigureAwait(false);
        if (target is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await OpsResponse.WriteTextAsync(context, fault + "\n").ConfigureAwait(false);
            return;
        }

        if (isolate)
        {
            target.Breaker.Isolate();
        }
        else
        {
            target.Breaker.Close();
        }

        await OpsResponse.WriteJsonAsync(context, json => Write(json, target)).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, CallTarget target)
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
        json.WriteString("totalTimeout", policy.TotalTimeout.ToString());
        json.WriteString("attemptTimeout", policy.AttemptTimeout.ToString());
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

    private static async Task<JsonDocument?> ParseAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBody)
        {
            return null;
        }

        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("clients");
        foreach (var client in registry.Clients.OrderBy(client => client.Client, StringComparer.Ordinal))
        {
            Write(json, client);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task<(CallTarget? Target, bool Isolate, string? Fault)> ReadAsync(HttpContext context)
    {
        using var document = await ParseAsync(context).ConfigureAwait(false);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } json)
        {
            return (null, false, "The body must be a JSON object as {\"client\":\"catalog\",\"service\":\"http://catalog\",\"breaker\":\"isolated\"}.");
        }

        var (client, service, breaker) = (Text(json, "client"), Text(json, "service"), Text(json, "breaker"));
        if (breaker is not ("isolated" or "closed"))
        {
            return (null, false, $"breaker must be isolated or closed, but was '{breaker}'.");
        }

        var targets = registry.Clients.SelectMany(calls => calls.Targets).ToArray();
        var target = Array.Find(targets, target => target.Client == client && string.Equals(target.Service, service, StringComparison.OrdinalIgnoreCase));
        return target is null
            ? (null, false, $"client '{client}' has not called '{service}'. Known: {string.Join(", ", targets.Select(known => $"{known.Client} -> {known.Service}"))}.")
            : (target, breaker == "isolated", null);
    }
}
