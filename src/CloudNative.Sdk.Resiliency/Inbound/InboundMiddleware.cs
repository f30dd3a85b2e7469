using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Lets a request into the application, or refuses it before anything of the application has run for it.</summary>
internal sealed class InboundMiddleware(RequestDelegate next, InboundLimiter limiter, RequestPriorities priorities)
{
    private static readonly byte[] Refusal = "The service has more requests than it can serve. Try again later.\n"u8.ToArray();
    private static readonly string[] Seconds = [.. Enumerable.Range(1, 5).Select(second => second.ToString(CultureInfo.InvariantCulture))];

    private readonly ObjectPool<RequestPlace> _places = new PlacePool(limiter);

    public Task InvokeAsync(HttpContext context)
    {
        // While there are places for all, the priority of a request makes no difference.
        if (!limiter.State.IsShedding && limiter.TryEnter(RequestPriority.Sheddable))
        {
            return RunAsync(context);
        }

        if (priorities.Of(context) is not { } priority)
        {
            return next(context);
        }

        if (limiter.TryEnter(priority))
        {
            limiter.State.OnServed(priority);
            return RunAsync(context);
        }

        return limiter.MayWait(priority) ? WaitAsync(context, priority) : RefuseAsync(context, priority);
    }

    private Task RunAsync(HttpContext context)
    {
        _places.Get().Hold(context);
        return next(context);
    }

    private async Task WaitAsync(HttpContext context, RequestPriority priority)
    {
        if (await EnterAsync(context, priority).ConfigureAwait(false))
        {
            limiter.State.OnServed(priority);
            await RunAsync(context).ConfigureAwait(false);
            return;
        }

        await RefuseAsync(context, priority).ConfigureAwait(false);
    }

    /// <summary>Waits for a place, as long as anybody waits for the answer.</summary>
    private async Task<bool> EnterAsync(HttpContext context, RequestPriority priority)
    {
        var place = limiter.WaitAsync(priority);
        try
        {
            return await place.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = GiveBackAsync(place);
            throw;
        }
    }

    /// <summary>Gives back a place that comes too late.</summary>
    private async Task GiveBackAsync(Task<bool> place)
    {
        if (await place.ConfigureAwait(false))
        {
            limiter.Leave();
        }
    }

    private Task RefuseAsync(HttpContext context, RequestPriority priority)
    {
        limiter.State.OnShed(priority);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;

        // Spread, so that those who were refused together do not come back together.
        response.Headers.RetryAfter = Seconds[Random.Shared.Next(Seconds.Length)];
        response.ContentType = "text/plain";
        response.ContentLength = Refusal.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(Refusal, context.RequestAborted).AsTask();
    }

    private sealed class PlacePool : ObjectPool<RequestPlace>
    {
        private const int MostKept = 1024;

        private readonly DefaultObjectPool<RequestPlace> _kept;

        public PlacePool(InboundLimiter limiter) => _kept = new(new Policy(() => new RequestPlace(limiter, this)), MostKept);

        public override RequestPlace Get() => _kept.Get();

        public override void Return(RequestPlace obj) => _kept.Return(obj);

        private sealed class Policy(Func<RequestPlace> create) : PooledObjectPolicy<RequestPlace>
        {
            public override RequestPlace Create() => create();

            public override bool Return(RequestPlace obj) => true;
        }
    }
}
