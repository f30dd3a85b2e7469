using CloudNative.Sdk.Resiliency;
using CloudNative.Sdk.Resiliency.Inbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>A service that works on a number of requests at a time and lets the others wait in their order, in simulated time; with the limit or without.</summary>
internal sealed class OverloadSimulation
{
    private const int Workers = 16;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);
    private static readonly double Capacity = Workers / Work.TotalSeconds;

    private readonly OverloadClock _clock = new();
    private readonly Random _random = new(20260101);
    private readonly PriorityQueue<Request?, long> _events = new();
    private readonly Queue<Request> _line = new();
    private readonly List<(Request Request, Task<bool> Place)> _waiting = [];
    private readonly List<OverloadAnswer> _answers = [];
    private readonly OverloadPlan _plan;
    private readonly InboundLimiter? _limiter;
    private readonly long _start;
    private int _busy;
    private int _number;

    private OverloadSimulation(OverloadPlan plan, InboundOptions? options)
    {
        (_plan, _start) = (plan, _clock.GetTimestamp());
        _limiter = options is null ? null : new InboundLimiter(options, _clock, new SheddingState(_clock, options.UnhealthyShare, NullLogger.Instance));
    }

    private TimeSpan Now => TimeSpan.FromTicks(_clock.GetTimestamp() - _start);

    /// <summary>Runs the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">The limit, or null for none.</param>
    public static OverloadResult Run(OverloadPlan plan, InboundOptions? options)
    {
        var simulation = new OverloadSimulation(plan, options);
        simulation.Run();
        return new OverloadResult(simulation._answers, plan, Capacity);
    }

    private void Run()
    {
        _events.Enqueue(null, _start);
        while (_events.TryDequeue(out var request, out var at))
        {
            _clock.MoveTo(at);
            if (request is null)
            {
                Arrive();
            }
            else
            {
                Finish(request);
            }

            LetWaitingIn();
        }
    }

    private void Arrive()
    {
        if (Now >= _plan.Whole)
        {
            return;
        }

        var request = new Request(Now, OverloadPlan.PriorityOf(_random.Next(10)), _number++);
        if (_limiter is null || _limiter.TryEnter(request.Priority))
        {
            LetIn(request);
        }
        else if (_limiter.MayWait(request.Priority))
        {
            _waiting.Add((request, _limiter.WaitAsync(request.Priority)));
        }
        else
        {
            Refuse(request);
        }

        _events.Enqueue(null, _clock.GetTimestamp() + Spread(TimeSpan.FromSeconds(1 / Capacity / _plan.LoadAt(Now))).Ticks);
    }

    private void LetWaitingIn()
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var (request, place) = _waiting[i];
            if (place.IsCompleted)
            {
                _waiting.RemoveAt(i--);
                if (place.GetAwaiter().GetResult())
                {
                    LetIn(request);
                }
                else
                {
                    Refuse(request);
                }
            }
        }
    }

    private void LetIn(Request request)
    {
        _limiter?.State.OnServed(request.Priority);
        request.Since = _clock.GetTimestamp();
        _line.Enqueue(request);
        WorkOn();
    }

    private void Refuse(Request request)
    {
        _limiter?.State.OnShed(request.Priority);
        _answers.Add(new(request.At, null, request.Priority == RequestPriority.Critical));
    }

    private void WorkOn()
    {
        while (_busy < Workers && _line.TryDequeue(out var request))
        {
            // Half of the work is the same for all, half varies.
            _busy++;
            _events.Enqueue(request, _clock.GetTimestamp() + ((Work + Spread(Work)) / 2).Ticks);
        }
    }

    private void Finish(Request request)
    {
        _busy--;
        _limiter?.Measure(request.Since, hasFailed: false);
        _limiter?.Leave();
        _answers.Add(new(request.At, Now - request.At, request.Priority == RequestPriority.Critical));
        WorkOn();
    }

    private TimeSpan Spread(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());

    private sealed record Request(TimeSpan At, RequestPriority Priority, int Number)
    {
        public long Since { get; set; }
    }
}
