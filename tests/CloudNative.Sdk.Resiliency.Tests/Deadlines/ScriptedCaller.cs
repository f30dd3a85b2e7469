using System.Collections.Concurrent;
using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

/// <summary>A worker whose calls are answered in memory, by a clock of the test; it keeps the deadlines that they carry.</summary>
internal sealed class ScriptedCaller : HttpMessageHandler, IAsyncDisposable
{
    private TestHost? _host;

    /// <summary>Gets the deadline that each attempt carried; null for none.</summary>
    public ConcurrentQueue<string?> Sent { get; } = new();

    public Func<int, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

    public bool FirstNeverAnswers { get; set; }

    public static async Task<ScriptedCaller> StartAsync(FakeTimeProvider time, params (string Key, string Value)[] configuration)
    {
        var caller = new ScriptedCaller();
        caller._host = await TestHost.Worker(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.AddCloudNativeResiliency();
                builder.Services.AddHttpClient(string.Empty).ConfigurePrimaryHttpMessageHandler(() => caller);
            },
            configuration).StartAsync();
        return caller;
    }

    public async Task<string?> SendAsync(params (string Name, string Value)[] headers)
    {
        using var client = _host!.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://leaf/");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        return Sent.LastOrDefault();
    }

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request.Headers.TryGetValues("X-Request-Deadline", out var values) ? string.Join('|', values) : null);
        if (FirstNeverAnswers && Sent.Count == 1)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return new HttpResponseMessage(Answer(Sent.Count));
    }
}
