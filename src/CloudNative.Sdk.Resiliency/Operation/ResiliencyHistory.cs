using System.Collections.Concurrent;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.History;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>Reads every ten seconds what is counted anyway, and keeps a quarter of an hour of it for people. Nothing happens on the way of a request.</summary>
internal sealed class ResiliencyHistory(CallRegistry registry, InboundLimit inbound, TimeProvider time) : IStartedStep, IDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    public const int Length = 90;

    /// <summary>A program may call any number of hosts; those beyond are shown without a history.</summary>
    private const int MaxTracked = 64;

    private readonly ConcurrentDictionary<CallTarget, TargetHistory> _targets = new();
    private readonly ConcurrentDictionary<ClientCalls, Ring<double>> _budgets = new();
    private readonly Ring<double> _limits = new(Length);
    private readonly Ring<double> _inFlight = new(Length);
    private InboundLimiter? _limiter;
    private ITimer? _timer;

    public double[] Limits => _limits.ToArray();

    public double[] InFlight => _inFlight.ToArray();

    public TargetHistory? Of(CallTarget target) => _targets.GetValueOrDefault(target);

    public double[] BudgetOf(ClientCalls client) => _budgets.TryGetValue(client, out var budget) ? budget.ToArray() : [];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _limiter = inbound.Limiter;
        _timer = time.CreateTimer(static history => ((ResiliencyHistory)history!).Read(), this, Period, Period);
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Read()
    {
        // What throws here would end the process; nothing below asks the container, which may be gone already.
        if (_limiter is { } limiter)
        {
            _limits.Add(limiter.Limit);
            _inFlight.Add(limiter.InFlight);
        }

        foreach (var client in registry.Clients)
        {
            if (_budgets.ContainsKey(client) || _budgets.Count < MaxTracked)
            {
                _budgets.GetOrAdd(client, static _ => new Ring<double>(Length)).Add(client.Budget.Left(client.Policy));
            }

            foreach (var target in client.Targets)
            {
                if (_targets.ContainsKey(target) || _targets.Count < MaxTracked)
                {
                    _targets.GetOrAdd(target, static one => new TargetHistory(one)).Read(Period);
                }
            }
        }
    }
}
