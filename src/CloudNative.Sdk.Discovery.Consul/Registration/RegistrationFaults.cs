using System.Net;
using CloudNative.Sdk.Discovery.Consul.Agent;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Tells faults of the registration in the log: one record as they begin or turn into others, one when they are over.</summary>
internal sealed class RegistrationFaults(ILogger logger, string service, bool hasToken)
{
    private object? _told;

    /// <summary>Gets how many attempts have failed one after another.</summary>
    public int Count { get; private set; }

    public void Add(Exception exception)
    {
        Count++;
        var status = (exception as ConsulException)?.Status;
        object kind = status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest ? status : exception.GetType();
        if (kind.Equals(_told))
        {
            return;
        }

        _told = kind;
        switch (exception)
        {
            case ConsulException when kind is HttpStatusCode.BadRequest:
                logger.Refused(service, exception.Message, $"Correct {ConsulRegistrationOptions.SectionName}.");
                break;
            case ConsulException when kind is HttpStatusCode:
                logger.Refused(service, exception.Message, TokenRemedy());
                break;
            case ConsulException:
                logger.Unreachable(service, exception.Message);
                break;
            case LoopbackException:
                logger.NotReachable(service, exception.Message);
                break;
            case AddressException or RegistrationLostException:
                logger.Failed(exception: null, service, exception.Message);
                break;
            default:
                logger.Failed(exception, service, exception.Message.TrimEnd('.'));
                break;
        }
    }

    /// <summary>Ends the faults.</summary>
    /// <returns>Whether there were any.</returns>
    public bool End()
    {
        var were = Count > 0;
        (Count, _told) = (0, null);
        return were;
    }

    private string TokenRemedy() =>
        $"{(hasToken ? "The token must have" : $"Set {ConsulOptions.SectionName}:{nameof(ConsulOptions.Token)} or :{nameof(ConsulOptions.TokenFile)} to a token with")} "
        + $$"""a policy that holds: service "{{service}}" { policy = "write" }.""";
}
