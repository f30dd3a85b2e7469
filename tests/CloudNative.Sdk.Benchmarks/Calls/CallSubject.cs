using CloudNative.Sdk.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Calls;

/// <summary>A client of the factory whose requests are answered in memory, with discovery, with resiliency too, or without.</summary>
internal sealed class CallSubject : IDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _client;
    private readonly AnsweringHandler _answers = new();

    public CallSubject(string name, int endpoints, bool isResilient = false)
    {
        Name = name;
        Target = isResilient ? "at most +600 B" : endpoints > 0 ? "at most +150 ns, +170 B" : "";
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddHttpClient("calls").ConfigurePrimaryHttpMessageHandler(() => _answers);
        if (endpoints > 0)
        {
            builder.Services.AddSingleton<IServiceEndpointSource>(new FixedSource(endpoints));
            builder.AddCloudNativeDiscovery();
        }

        if (isResilient)
        {
            builder.AddCloudNativeResiliency();
        }

        _host = builder.Build();
        _client = _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("calls");
    }

    public string Name { get; }

    /// <summary>Gets what is asked of it, over the client without.</summary>
    public string Target { get; }

    /// <summary>Gets the least time and memory of a call whose answer is there at once.</summary>
    public (double Nanoseconds, double Bytes) Least { get; set; } = (double.MaxValue, double.MaxValue);

    public async Task WarmUpAsync()
    {
        await _client.GetAsync(new Uri("http://catalog/items"));
        CallLater(new Uri("http://catalog/items"));
    }

    /// <summary>Makes a call that is answered before it returns.</summary>
    public void Call(Uri uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        Complete(_client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>Makes a call that is answered later, as those over a network are.</summary>
    public void CallLater(Uri uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        _answers.IsLate = true;
        var call = _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        _answers.Answer();
        Complete(call);
        _answers.IsLate = false;
    }

    public void Dispose()
    {
        _client.Dispose();
        _host.Dispose();
    }

    private static void Complete(Task<HttpResponseMessage> call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"The call is {call.Status}.");
        }
    }

    /// <remarks>An HttpClientHandler, so that it counts as one that sends before it first waits, as the real one.</remarks>
    private sealed class AnsweringHandler : HttpClientHandler
    {
        private static readonly HttpResponseMessage Response = new();
        private static readonly Task<HttpResponseMessage> AtOnce = Task.FromResult(Response);
        private TaskCompletionSource<HttpResponseMessage>? _late;

        public bool IsLate { get; set; }

        public void Answer() => _late!.SetResult(Response);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            IsLate ? (_late = new TaskCompletionSource<HttpResponseMessage>()).Task : AtOnce;
    }
}
