using System.Text.Json;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>Shows the breakers and budgets of calls and the limit of requests, and isolates and closes breakers by hand.</summary>
internal sealed class ResiliencyEndpoint(CallRegistry registry, InboundLimit inbound) : IOpsEndpoint
{
    private const int MaxBody = 1024;

    public string Path => "/resiliency";

    public string Description => "Breakers, budgets and attempts of calls, and the limit of requests, as JSON; POST {\"client\":\"…\",\"service\":\"…\",\"breaker\":\"isolated\"} or \"closed\" changes a breaker.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, json => ResiliencyView.Write(json, registry, inbound.Limiter));

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

        await OpsResponse.WriteJsonAsync(context, json => ResiliencyView.Write(json, target)).ConfigureAwait(false);
    }

    private static async Task<JsonDocument?> ParseAsync(HttpContext context)
    {
        // One byte more than is allowed: that much cannot be valid. The length that is stated may be none.
        var buffer = new byte[MaxBody + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
        if (length > MaxBody)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(buffer.AsMemory(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

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
