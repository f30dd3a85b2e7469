using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Benchmarks.Requests;

/// <summary>A server without a network: it hands the application one <c>GET /</c> after the other, in memory that it uses again as Kestrel does.</summary>
/// <remarks>A loopback connection costs some 25 us a request and hides what the hosting of a request costs.</remarks>
internal sealed class DirectServer : IServer
{
    private Func<int, Task>? _run;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var request = new Request<TContext>();
        _run = async count =>
        {
            for (var i = 0; i < count; i++)
            {
                request.Reset();
                var context = application.CreateContext(request);
                await application.ProcessRequestAsync(context);
                request.Complete();
                application.DisposeContext(context, null);
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Answers a number of requests; everything happens on the calling thread.</summary>
    /// <returns>The time and the bytes of one.</returns>
    public (double Nanoseconds, double Bytes) Measure(int count)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var done = _run!(count);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Debug.Assert(done.IsCompletedSuccessfully);
        return (elapsed.TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }

    public void Dispose()
    {
    }

    private sealed class Request<TContext> : FeatureCollection, IHostContextContainer<TContext>
        where TContext : notnull
    {
        private readonly HttpRequestFeature _request = new() { Method = "GET", Scheme = "http", Protocol = "HTTP/1.1", Path = "/", RawTarget = "/" };
        private readonly CompletedResponse _response = new();
        private readonly StreamResponseBodyFeature _body = new(Stream.Null);

        public Request()
        {
            _request.Headers.Host = "localhost";
            _request.Headers.UserAgent = "benchmark";
            Set<IHttpRequestFeature>(_request);
            Set<IHttpResponseFeature>(_response);
            Set<IHttpResponseBodyFeature>(_body);
        }

        public TContext? HostContext { get; set; }

        public void Reset()
        {
            (_request.Path, _response.StatusCode) = ("/", StatusCodes.Status200OK);
            _response.Headers.Clear();
        }

        public void Complete() => _response.Complete();
    }

    /// <summary>Calls back at the end, as every server does, in memory that it uses again.</summary>
    private sealed class CompletedResponse : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
        private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public void Complete()
        {
            Run(_starting);
            Run(_completed);
        }

        private static void Run(Stack<(Func<object, Task> Callback, object State)> callbacks)
        {
            while (callbacks.TryPop(out var callback))
            {
                var done = callback.Callback(callback.State);
                Debug.Assert(done.IsCompletedSuccessfully);
            }
        }
    }
}
