using System.Threading.Channels;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Follows one service in its data centres, and puts their instances together.</summary>
/// <remarks>
/// The first data centre decides: without it there is no list, and its failure is that of the watch. The others are followed once it has answered; their
/// failures are logged, and their instances stay.
/// </remarks>
internal sealed class ServiceWatch(WatchServices services, ServiceQuery query, IReadOnlyList<DataCenterWatch> parts, ServiceNames names)
{
    private ServiceEndpoints? _last;

    public async IAsyncEnumerable<ServiceEndpoints> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = new List<Task> { FollowFirstAsync(answers.Writer, end.Token) };
        try
        {
            await foreach (var _ in answers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                for (var i = tasks.Count; i < parts.Count; i++)
                {
                    tasks.Add(parts[i].FollowOverFailuresAsync(() => answers.Writer.TryWrite(true), end.Token));
                }

                // Asked before the lists are read: an answer that comes in between is told by the next round.
                var haveAnswered = parts.All(part => part.HasAnswered);
                var state = Combine();
                if (haveAnswered || state is { IsKnown: true, Endpoints.Count: > 0 })
                {
                    yield return _last = await SettleAsync(state, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowFirstAsync(ChannelWriter<bool> answers, CancellationToken cancellationToken)
    {
        try
        {
            await parts[0].FollowAsync(() => answers.TryWrite(true), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            answers.TryComplete(exception);
        }
    }

    /// <summary>Gets the same object for the same state, and one with the reason where there is none.</summary>
    private async ValueTask<ServiceEndpoints> SettleAsync(ServiceEndpoints? state, CancellationToken cancellationToken)
    {
        if (state is null)
        {
            return _last is { IsKnown: false } ? _last : ServiceEndpoints.Unknown(await names.ReasonAsync(query, cancellationToken).ConfigureAwait(false));
        }

        return _last is not null && _last.HasSameContent(state) ? _last : state;
    }

    /// <summary>Puts the instances together: by data centre, then by id.</summary>
    /// <returns>Null where no data centre knows the service.</returns>
    private ServiceEndpoints? Combine()
    {
        var mapper = new InstanceMapper(query, services.Options.TaggedAddress);
        List<ServiceEndpoint> endpoints = [];
        var isKnown = false;
        var hasUsable = false;
        for (var position = 0; position < parts.Count; position++)
        {
            var known = parts[position].Known;
            isKnown |= known.IsKnown;
            HashSet<(string Id, string Address)> refused = [];
            foreach (var instance in known.Usable)
            {
                hasUsable = true;
                if (mapper.Map(instance, position, refused) is { } endpoint)
                {
                    endpoints.Add(endpoint);
                }
            }

            foreach (var (id, address) in known.Refuse(refused))
            {
                services.Logger.AddressRefused(id, query.Service, address);
            }
        }

        endpoints.Sort(static (one, other) => one.Priority != other.Priority ? one.Priority.CompareTo(other.Priority) : string.CompareOrdinal(one.Id, other.Id));
        return !isKnown ? null
            : hasUsable && endpoints.Count == 0 && mapper.Reason is { } reason ? ServiceEndpoints.Unknown($"{services.Connection.Name}: {reason}")
            : new ServiceEndpoints(endpoints);
    }
}
