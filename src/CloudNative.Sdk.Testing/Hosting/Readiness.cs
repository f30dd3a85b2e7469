using System.Net;

namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>Asks a service for its readiness.</summary>
internal sealed class Readiness(IServiceHost host, HttpClient ops)
{
    public const string Path = "/healthz/ready";

    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the service is ready.</summary>
    /// <exception cref="ContractException">It ended, or was not ready in time.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(cancellationToken).ConfigureAwait(false) != HttpStatusCode.OK)
        {
            if (host.HasEnded)
            {
                throw new ContractException($"The service ended before it was ready. {host.Output}");
            }

            if (TimeProvider.System.GetElapsedTime(started) > StartLimit)
            {
                throw new ContractException($"The service was not ready within {StartLimit.TotalSeconds:0} s. {await HealthAsync(cancellationToken).ConfigureAwait(false)}{host.Output}");
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gets what readiness answers now; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await ops.GetAsync(new Uri(Path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<string> HealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await ops.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return $"/health says {await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)}\n";
        }
        catch (HttpRequestException exception)
        {
            return $"/health does not answer: {exception.Message}\n";
        }
    }
}
