using System.Collections.Concurrent;
using System.Diagnostics;

namespace Shop.Demo.Resiliency;

/// <summary>Sends GET requests at a pace of its own, whatever becomes of those before, as customers do; nobody waits for longer than a second.</summary>
internal sealed class Customers(Uri service) : IDisposable
{
    private const int AtOnce = 8;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = service, Timeout = TimeSpan.FromSeconds(1) };

    /// <summary>Sends for a while, and waits for the answers.</summary>
    /// <param name="perSecond">Requests in a second.</param>
    /// <param name="duration">How long new requests are sent.</param>
    /// <param name="request">Makes the request of a number; the answers of different paths are told apart by it.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task<ILookup<string, Answer>> SendAsync(double perSecond, TimeSpan duration, Func<int, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentBag<(string Path, Answer Answer)>();
        List<Task> underWay = [];
        using var ticks = new PeriodicTimer(Tick);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            for (var due = (int)(Math.Min(clock.Elapsed.TotalSeconds, duration.TotalSeconds) * perSecond); underWay.Count < due;)
            {
                underWay.Add(SendAsync(request(underWay.Count), answers, cancellationToken));
            }

            await ticks.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(underWay);
        return answers.ToLookup(answer => answer.Path, answer => answer.Answer);
    }

    /// <summary>Sends the same request again and again, a few at a time, each when the one before it is answered.</summary>
    /// <returns>How many were answered.</returns>
    public async Task<int> HurryAsync(Uri path, TimeSpan duration, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentBag<(string Path, Answer Answer)>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (clock.Elapsed < duration)
            {
                await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), answers, cancellationToken);
            }
        }));
        return answers.Count(answer => answer.Answer.Status is not null && answer.Answer.Status != 503);
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(HttpRequestMessage request, ConcurrentBag<(string Path, Answer Answer)> answers, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.OriginalString;
        var started = TimeProvider.System.GetTimestamp();
        int? status = null;
        try
        {
            using (request)
            {
                using var response = await _http.SendAsync(request, cancellationToken);
                status = (int)response.StatusCode;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status stays unknown: that is what the customer sees.
        }

        answers.Add((path, new Answer(status, TimeProvider.System.GetElapsedTime(started))));
    }
}
