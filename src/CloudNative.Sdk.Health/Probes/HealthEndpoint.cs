using System.Globalization;
using System.Text.Json;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Health.Scheduling;
using CloudNative.Sdk.Health.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Probes;

/// <summary>Shows every check as JSON; 503 when the service is not ready.</summary>
internal sealed class HealthEndpoint(HealthBoard board, StartupState startup, IServiceLifecycle lifecycle) : IOpsEndpoint
{
    public string Path => "/health";

    public string Description => "Every health check as JSON: status, description, duration, age, tags.";

    public Task GetAsync(HttpContext context)
    {
        var ready = board.Ready();
        context.Response.StatusCode = ready == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return OpsResponse.WriteJsonAsync(context, json => Write(json, ready));
    }

    private static void WriteCheck(Utf8JsonWriter json, ScheduledCheck check)
    {
        var entry = check.ToEntry();
        json.WriteStartObject(check.Name);
        json.WriteString("status", entry.Status.ToString());
        json.WriteString("description", entry.Description);
        json.WriteNumber("durationSeconds", Seconds(entry.Duration));
        if (check.Age is { } age)
        {
            json.WriteNumber("ageSeconds", Seconds(age));
        }
        else
        {
            json.WriteNull("ageSeconds");
        }

        json.WriteStartArray("tags");
        foreach (var tag in entry.Tags.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        if (entry.Data.Count > 0)
        {
            json.WriteStartObject("data");
            foreach (var (key, value) in entry.Data)
            {
                json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private void Write(Utf8JsonWriter json, HealthStatus ready)
    {
        json.WriteStartObject();
        json.WriteString("status", ready.ToString());
        json.WriteString("state", lifecycle.State.ToString());
        json.WriteStartObject("probes");
        json.WriteString("live", board.Live().ToString());
        json.WriteString("ready", ready.ToString());
        json.WriteString("startup", board.Startup().ToString());
        json.WriteEndObject();
        json.WriteStartObject("checks");
        foreach (var check in board.Checks)
        {
            WriteCheck(json, check);
        }

        json.WriteEndObject();
        json.WriteStartArray("startupTasks");
        foreach (var task in startup.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("name", task.Name);
            json.WriteBoolean("done", task.Duration is not null);
            json.WriteNumber("durationSeconds", Seconds(task.Duration.GetValueOrDefault()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
