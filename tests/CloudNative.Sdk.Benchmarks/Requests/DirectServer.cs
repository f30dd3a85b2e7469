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
        private readonly HttpResponseFeature _response = new();
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
    }
}
