using System.Net;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Cli.Tests.Notifying;

/// <summary>A webhook that answers with one status after another, and keeps what it was sent; <see cref="Silence"/> is no answer.</summary>
internal sealed class WebhookServer : IDisposable
{
    public const int Silence = 0;

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpListener _listener = new();
    private readonly List<string> _bodies = [];

    public WebhookServer(params int[] statuses)
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/services/T0/SECRET";
        _listener.Prefixes.Add(new Uri(Address).GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        Served = ServeAsync(statuses);
    }

    public string Address { get; }

    /// <summary>Gets what ends with the first request.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Gets what ends when every status was sent.</summary>
    public Task Served { get; }

    public IReadOnlyList<string> Bodies => _bodies;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(int[] statuses)
    {
        foreach (var status in statuses)
        {
            var context = await _listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            _bodies.Add(await reader.ReadToEndAsync());
            _asked.TrySetResult();
            if (status != Silence)
            {
                context.Response.StatusCode = status;
                context.Response.Close();
            }
        }
    }
}
