using System.Text.Json;
using CloudNative.Sdk.Discovery.Consul.Agent;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Follows one service in one data centre.</summary>
/// <param name="services">What all watches share.</param>
/// <param name="service">The name of the service.</param>
/// <param name="dataCenter">The data centre, or null for that of the options or of the agent.</param>
/// <param name="known">What is known of the service there, from an earlier watch too.</param>
internal sealed class DataCenterWatch(WatchServices services, string service, string? dataCenter, KnownInstances known)
{
    /// <summary>Waits are not cut shorter than this to see missing instances off.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private bool _isStale;
    private volatile bool _hasAnswered;

    public string? DataCenter { get; } = dataCenter;

    public KnownInstances Known { get; } = known;

    /// <summary>Gets whether there was an answer or a failure.</summary>
    public bool HasAnswered => _hasAnswered;

    /// <summary>Follows the service.</summary>
    /// <param name="answered">Called after each answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ConsulException">A request failed.</exception>
    public async Task FollowAsync(Action answered, CancellationToken cancellationToken)
    {
        var request = new ConsulRequest($"reading the instances of '{service}'", HttpMethod.Get, $"/v1/health/service/{Uri.EscapeDataString(service)}")
        {
            DataCenter = DataCenter,
            Query = services.Options.Filter is { } filter ? $"filter={Uri.EscapeDataString(filter)}" : string.Empty,
        };
        var query = new BlockingQuery(services.Connection, services.Options, request, services.Time);
        var pace = new RequestPace(services.Time);
        ReadOnlyMemory<byte> last = default;
        for (var isFirst = true; ; isFirst = false)
        {
            await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            var answer = await query.NextAsync(Wait(), cancellationToken).ConfigureAwait(false);
            Apply(request, answer, isFirst);
            ReportStaleness(query);
            pace.Returned(useful: query.WasHeld || !answer.Body.Span.SequenceEqual(last.Span));
            last = answer.Body;
            _hasAnswered = true;
            answered();
        }
    }

    /// <summary>Follows the service for as long as it is called; failures are logged, and what is known stays.</summary>
    public async Task FollowOverFailuresAsync(Action answered, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await FollowAsync(
                    () =>
                    {
                        failures = 0;
                        answered();
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (failures == 0)
                {
                    services.Logger.DataCenterFailed(exception is ConsulException ? null : exception, service, DataCenter, exception.Message);
                }

                _hasAnswered = true;
                answered();
                await Task.Delay(ConsulPause.After(failures), services.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan Wait()
    {
        var wait = services.Options.WaitTime;
        return Known.GraceLeft is { } left && left < wait ? (left > LeastWait ? left : LeastWait) : wait;
    }

    private void Apply(ConsulRequest request, ConsulAnswer answer, bool isFirst)
    {
        HealthEntry[]? entries;
        try
        {
            entries = JsonSerializer.Deserialize(answer.Body.Span, HealthJson.Default.HealthEntryArray);
        }
        catch (JsonException exception)
        {
            throw services.Connection.Failure(request, $"the answer is no list of instances ({exception.Message})", exception);
        }

        if (entries is null || Array.Exists(entries, entry => entry is not { Node: not null, Service: not null }))
        {
            throw services.Connection.Failure(request, "the answer is no list of instances");
        }

        if (Known.Apply(entries, answer.Index ?? 0, isFirst))
        {
            services.Logger.InstancesForgotten(Known.MissingCount, service, services.Options.RestartGrace);
        }
    }

    private void ReportStaleness(BlockingQuery query)
    {
        var isStale = query.LeaderFailure is not null;
        if (isStale && !_isStale)
        {
            services.Logger.LeaderUnknown(service, query.Staleness, query.LeaderFailure!.Message);
        }

        _isStale = isStale;
    }
}
