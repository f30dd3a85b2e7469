using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CloudNative.Sdk.Testing.Probes;

/// <summary>What Kubernetes and people expect of the probes and of <c>/health</c>.</summary>
internal sealed class ProbeContract(HttpClient ops)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly string[] Probes = ["/healthz/live", "/healthz/ready", "/healthz/startup"];

    public async Task AssertAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var path in Probes)
        {
            await AskAsync(path, "text/plain", _ => null, faults, cancellationToken).ConfigureAwait(false);
        }

        await AskAsync("/health", "application/json", HealthFault, faults, cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIfAny($"The probes at {ops.BaseAddress} do not answer as they should", faults);
    }

    private static string? HealthFault(string body)
    {
        try
        {
            using var health = JsonDocument.Parse(body);
            return health.RootElement.TryGetProperty("checks", out _) ? null : "it has no 'checks'";
        }
        catch (JsonException exception)
        {
            return $"it is no JSON: {exception.Message}";
        }
    }

    private async Task AskAsync(string path, string mediaType, Func<string, string?> bodyFault, List<string> faults, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var answer = await ops.GetAsync(new Uri(path, UriKind.Relative), limit.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path} answered {(int)answer.StatusCode}, and should answer 200: {body}"));
            }
            else if (answer.Content.Headers.ContentType?.MediaType is var found && found != mediaType)
            {
                faults.Add($"{path} is {found ?? "without a content type"}, and should be {mediaType}");
            }
            else if (bodyFault(body) is { } fault)
            {
                faults.Add($"{path}: {fault}");
            }
        }
        catch (HttpRequestException exception)
        {
            faults.Add($"{path} does not answer: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            faults.Add($"{path} did not answer within {Limit.TotalSeconds:0} s");
        }
    }
}
