using System.Globalization;
using System.Net.Http.Headers;

namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>What those that scrape expect of <c>/metrics</c>.</summary>
internal sealed class MetricsContract(HttpClient ops)
{
    private const int MaxFaults = 20;

    public async Task AssertAsync(CancellationToken cancellationToken)
    {
        List<string> faults =
        [
            .. await AskAsync("text/plain", "0.0.4", page => new TextPage().Read(page), cancellationToken).ConfigureAwait(false),
            .. await AskAsync("application/openmetrics-text", "1.0.0", page => new OpenMetricsPage().Read(page), cancellationToken).ConfigureAwait(false),
        ];
        ContractException.ThrowIfAny($"{ops.BaseAddress}metrics is not well-formed", faults.Count > MaxFaults ? [.. faults.Take(MaxFaults), $"and {faults.Count - MaxFaults} more"] : faults);
    }

    private async Task<IEnumerable<string>> AskAsync(string mediaType, string version, Func<string, IReadOnlyList<string>> read, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType) { Parameters = { new NameValueHeaderValue("version", version) } });
        try
        {
            using var answer = await ops.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var page = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return !answer.IsSuccessStatusCode
                ? [string.Create(CultureInfo.InvariantCulture, $"{mediaType}: answered {(int)answer.StatusCode}, and should answer 200")]
                : answer.Content.Headers.ContentType?.MediaType != mediaType
                ? [$"{mediaType}: was asked for, and {answer.Content.Headers.ContentType} was given"]
                : read(page).Select(fault => $"{mediaType}, {fault}");
        }
        catch (HttpRequestException exception)
        {
            return [$"{mediaType}: does not answer: {exception.Message}"];
        }
    }
}
