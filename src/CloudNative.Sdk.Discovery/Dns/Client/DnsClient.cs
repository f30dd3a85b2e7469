using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Asks the name servers of the network.</summary>
/// <remarks>Thread-safe. .NET's own <c>System.Net.Dns</c> knows neither SRV records nor the lifetime of an answer.</remarks>
internal sealed class DnsClient(DnsServers servers, IMeterFactory meters, TimeProvider time)
{
    private DnsMetrics Metrics => LazyInitializer.EnsureInitialized(ref field, () => new DnsMetrics(meters));

    /// <summary>Asks for the records of a name.</summary>
    /// <param name="name">A whole name; no suffix is added.</param>
    /// <param name="type">The type of the records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records, or that there are none.</returns>
    /// <exception cref="DnsException">No server said either.</exception>
    public async Task<DnsAnswer> AskAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var typeName = NameOf(type);
        try
        {
            var answer = await FollowAsync(name, type, cancellationToken).ConfigureAwait(false);
            Metrics.Answered(typeName, answer.Absence is null, time.GetElapsedTime(started));
            return answer;
        }
        catch (DnsException exception)
        {
            Metrics.Failed(typeName, exception.ErrorType, time.GetElapsedTime(started));
            throw;
        }
    }

    private static string NameOf(DnsType type) => type switch
    {
        DnsType.A => "A",
        DnsType.Aaaa => "AAAA",
        _ => "SRV",
    };

    private async Task<DnsAnswer> FollowAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        var chain = new AliasChain(name, type);
        while (true)
        {
            var message = await AskServersAsync(chain.Name, type, cancellationToken).ConfigureAwait(false);
            if (chain.Read(message) is { } answer)
            {
                return answer;
            }
        }
    }

    private async Task<DnsMessage> AskServersAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        var plan = servers.Plan();
        var failures = new List<string>();
        var errorType = string.Empty;
        for (var attempt = 0; attempt < plan.Attempts; attempt++)
        {
            foreach (var server in plan.Servers)
            {
                var (message, failure, kind) = await AskServerAsync(server, name, type, plan, cancellationToken).ConfigureAwait(false);
                if (message is not null)
                {
                    servers.Prefer(server);
                    return message;
                }

                errorType = kind;
                if (attempt == plan.Attempts - 1)
                {
                    failures.Add(failure);
                }
            }
        }

        throw new DnsException(
            $"{NameOf(type)} {name}: {string.Join("; ", failures)} ({plan.Attempts.ToString(CultureInfo.InvariantCulture)} attempts each, servers of '{plan.Origin}').",
            errorType);
    }

    private async Task<(DnsMessage? Message, string Failure, string ErrorType)> AskServerAsync(
        IPEndPoint server, string name, DnsType type, ServerPlan plan, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(plan.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var message = await DnsTransport.AskAsync(server, name, type, plan.IsTcpOnly, either.Token).ConfigureAwait(false);
            return message.Code is DnsCode.NoError or DnsCode.NameError
                ? (message, string.Empty, string.Empty)
                : (null, $"{server} answered {DnsCode.NameOf(message.Code)}", DnsCode.NameOf(message.Code));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"{server} did not answer within {plan.Timeout.TotalSeconds} s"), DnsException.Timeout);
        }
        catch (DnsFormatException exception)
        {
            return (null, $"{server} answered with a malformed message: {exception.Message}", DnsException.Malformed);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, $"{server} cannot be reached: {exception.Message}", DnsException.Connection);
        }
    }
}
