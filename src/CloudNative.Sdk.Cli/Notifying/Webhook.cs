using System.Net;
using System.Text;

namespace CloudNative.Sdk.Cli.Notifying;

/// <summary>Posts a payload to an address that is a secret: no message shows more of it than the host.</summary>
/// <param name="address">The address.</param>
/// <param name="attemptLimit">How long one attempt may take.</param>
/// <param name="pause">The pause after the first failure, which doubles.</param>
internal sealed class Webhook(Uri address, TimeSpan attemptLimit, TimeSpan pause)
{
    private const int Attempts = 3;

    /// <summary>Gets what messages call the address.</summary>
    public string Shown => $"{address.Scheme}://{address.Authority}/…";

    /// <summary>Reads an address; https, or http on this machine.</summary>
    /// <exception cref="WrongUseException">It is none.</exception>
    public static Uri Parse(string stated) =>
        Uri.TryCreate(stated, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new WrongUseException("--post takes an https address without user and password, or an http address on this machine");

    /// <summary>Posts until it is taken; a server that fails or does not answer is asked three times.</summary>
    /// <returns>Whether it was taken, and what happened in a sentence.</returns>
    public async Task<(bool IsTaken, string Result)> PostAsync(string payload, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = attemptLimit };
        for (var attempt = 1; ; attempt++)
        {
            var (status, problem) = await SendAsync(client, payload, cancellationToken);
            if (status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices)
            {
                return (true, $"posted to {Shown}: {(int)status}{(attempt > 1 ? $" at attempt {attempt}" : "")}");
            }

            if (attempt == Attempts || status is < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests)
            {
                return (false, $"{Shown} did not take it: {(status is { } answer ? $"{(int)answer}" : problem)}, {(attempt == 1 ? "1 attempt" : $"{attempt} attempts")}");
            }

            await Task.Delay(pause * (1 << (attempt - 1)), TimeProvider.System, cancellationToken);
        }
    }

    private async Task<(HttpStatusCode? Status, string Problem)> SendAsync(HttpClient client, string payload, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(payload, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(address, content, cancellationToken);
            return (response.StatusCode, "");
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.HttpRequestError.ToString());
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"no answer within {attemptLimit.TotalSeconds} s");
        }
    }
}
