using System.Net;
using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>Looks at a running instance through its ops server.</summary>
/// <param name="address">The address of the ops server.</param>
internal sealed class InstanceExamination(Uri address)
{
    private const int MaxAnswerBytes = 8 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<Examination> RunAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Limit, MaxResponseContentBufferSize = MaxAnswerBytes };
        if (await AskAsync(client, "/info", cancellationToken) is not { } info)
        {
            return new([new Advice($"{address} does not answer within {Limit.TotalSeconds} s", "look at the log of the instance, and at CloudNative:Ops:Port; in Development the server listens on this machine only")], []);
        }

        var configuration = (await AskAsync(client, "/config", cancellationToken))?.Body is { } body ? Parse(body) : null;
        return new(
            [
                .. Identity(info),
                .. await ProbesAsync(client, cancellationToken),
                .. await ChecksAsync(client, cancellationToken),
                .. InstanceConfiguration.Unread(configuration),
            ],
            InstanceConfiguration.Read(configuration));
    }

    private static IEnumerable<Advice> Identity((HttpStatusCode Status, string Body) info)
    {
        if (info.Status == HttpStatusCode.OK && Parse(info.Body) is { } root && root.TextAt("service") is { } service)
        {
            yield return new Advice($"{service} {root.TextAt("version")}, commit {root.TextAt("commit") ?? "unknown"}, in {root.TextAt("environment")}: {root.TextAt("state")}");
            yield return new Advice($"the SDK {root.TextAt("sdk") ?? "of an unknown version"} on {root.TextAt("runtime")}");
        }
        else
        {
            yield return new Advice($"/info answers {(int)info.Status}", "this is no ops server of the SDK; its default port is 8081, and MapCloudNative() puts it on the port of the application");
        }
    }

    private static async Task<IReadOnlyList<Advice>> ProbesAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var advice = new List<Advice>();
        foreach (var (path, remedy) in new[]
        {
            ("/healthz/startup", "a start-up task has not ended or has failed: the log says which"),
            ("/healthz/ready", "a check below is unhealthy, the service drains, or it is overloaded"),
            ("/healthz/live", "a check tagged 'live' is unhealthy, and the platform will restart the instance"),
        })
        {
            var answer = await AskAsync(client, path, cancellationToken);
            advice.Add(answer?.Status switch
            {
                HttpStatusCode.OK => new Advice($"{path} is 200"),
                HttpStatusCode.NotFound => new Advice($"{path} is 404", "nothing answers the probes: call builder.AddCloudNativeHealth()"),
                { } status => new Advice($"{path} is {(int)status}", remedy),
                null => new Advice($"{path} does not answer", remedy),
            });
        }

        return advice;
    }

    private static async Task<IReadOnlyList<Advice>> ChecksAsync(HttpClient client, CancellationToken cancellationToken)
    {
        if (await AskAsync(client, "/health", cancellationToken) is not { } health || Parse(health.Body) is not { } root || !root.TryGetProperty("checks", out var checks))
        {
            return [];
        }

        return [.. checks.EnumerateObject().Select(check => check.Value.TextAt("status") is var status && status == "Healthy"
            ? new Advice($"check {check.Name} is healthy")
            : new Advice($"check {check.Name} is {status}", $"{check.Name}: {check.Value.TextAt("description") ?? "the check says no more"}"))];
    }

    private static async Task<(HttpStatusCode Status, string Body)?> AskAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(path, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
