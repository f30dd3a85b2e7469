using System.Diagnostics;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>The place that a request holds, from its admission to the end of its answer.</summary>
/// <remarks>
/// What is measured ends where the answer begins, so that neither slow readers nor streams count as slow. A stream (an upgraded connection, CONNECT, server-sent events,
/// gRPC) gives its place back there too. The server calls back, and the object is used again: neither needs memory for each request.
/// </remarks>
internal sealed class RequestPlace(InboundLimiter limiter, ObjectPool<RequestPlace> pool)
{
    private static readonly Func<object, Task> OnStarting = static state =>
    {
        ((RequestPlace)state).Started();
        return Task.CompletedTask;
    };

    private static readonly Func<object, Task> OnCompleted = static state =>
    {
        ((RequestPlace)state).Completed();
        return Task.CompletedTask;
    };

    private HttpContext? _context;
    private long _since;
    private bool _hadStarted;
    private bool _isMeasured;
    private bool _isFree;

    /// <summary>Holds a place that was taken for the request.</summary>
    public void Hold(HttpContext context)
    {
        (_context, _since, _hadStarted, _isMeasured, _isFree) = (context, limiter.Time.GetTimestamp(), context.Response.HasStarted, false, false);

        // The end first: an answer that has begun already refuses the other, and the place must come back all the same.
        context.Response.OnCompleted(OnCompleted, this);
        if (!_hadStarted)
        {
            context.Response.OnStarting(OnStarting, this);
        }
    }

    private static bool IsStream(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || HttpMethods.IsConnect(context.Request.Method))
        {
            return true;
        }

        var type = context.Response.ContentType;
        return type is not null
            && (type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase));
    }

    private void Started()
    {
        Debug.Assert(_context is not null, "A place that is held has a request.");
        Measure(_context, isAnswered: true);
        if (IsStream(_context))
        {
            Free();
        }
    }

    private void Completed()
    {
        Debug.Assert(_context is not null, "A place that is held has a request.");
        Measure(_context, isAnswered: _hadStarted);
        Free();
        _context = null;
        pool.Return(this);
    }

    /// <summary>Measures once. A request that ends without an answer has failed, or its caller has gone: to ask the request for that makes a token in each.</summary>
    private void Measure(HttpContext context, bool isAnswered)
    {
        if (!_isMeasured)
        {
            _isMeasured = true;
            if (context.GetEndpoint()?.Metadata.GetMetadata<IOpsEndpoint>() is null)
            {
                limiter.Measure(_since, hasFailed: !isAnswered || context.Response.StatusCode >= StatusCodes.Status400BadRequest);
            }
        }
    }

    private void Free()
    {
        if (!_isFree)
        {
            _isFree = true;
            limiter.Leave();
        }
    }
}
