using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using CloudNative.Sdk.Connections;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Sends requests to Consul, as a rule to the agent on the same machine.</summary>
/// <remarks>
/// Thread-safe. Connections of its own: the handlers, metrics and traces of the application's calls must not act on these, and discovery must not depend on
/// itself. The options are read, and the connections made, with the first request. Every request has a time limit, and every answer a limit of its size.
/// </remarks>
internal sealed class ConsulConnection(IOptions<ConsulOptions> options, TimeProvider time) : IDisposable
{
    private readonly UnmeasuredConnections _meters = new("CloudNative.Sdk.Discovery.Consul.Agent");
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _invoker;

    /// <summary>Gets the address as it may be shown, or null where Consul is not configured.</summary>
    public string? Address => options.Value.Address?.TrimEnd('/');

    /// <summary>Gets what Consul is called in messages.</summary>
    public string Name => $"Consul at {Address}";

    /// <summary>Sends a request.</summary>
    /// <returns>The answer, of a status 200 to 299.</returns>
    /// <exception cref="ConsulException">There is no such answer.</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<ConsulAnswer> SendAsync(ConsulRequest request, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var timeout = request.Timeout is { } own && own < settings.RequestTimeout ? own : settings.RequestTimeout;
        using var limit = new CancellationTokenSource(timeout + request.Hold, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var token = await TokenOf(settings, either.Token).ConfigureAwait(false);
            using var message = Message(request, settings, token);
            using var response = await Invoker(settings).SendAsync(message, either.Token).ConfigureAwait(false);

            // The wait for a change is over: what is left may not take the time of another one.
            limit.CancelAfter(timeout);
            var body = await BoundedBody.ReadAsync(response.Content, settings.MaxResponseBytes, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode || (request.MayBeMissing && response.StatusCode == HttpStatusCode.NotFound)
                ? ConsulAnswer.Of(response, body)
                : throw Refused(request, response.StatusCode, ConsulText.Of(body.Span, token));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(request, $"no whole answer within {timeout + request.Hold:c}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Failure(request, exception.InnerException is AuthenticationException tls ? tls.Message : exception.Message, exception);
        }
    }

    /// <summary>Makes the exception for an answer that is none, or cannot be used.</summary>
    public ConsulException Failure(ConsulRequest request, string why, Exception? exception = null) =>
        new($"{request.Operation}: {Name} failed: {why.TrimEnd('.')}.", status: null, answer: null, exception);

    public void Dispose()
    {
        _invoker?.Dispose();
        _meters.Dispose();
    }

    private static async ValueTask<string?> TokenOf(ConsulOptions settings, CancellationToken cancellationToken)
    {
        if (settings.TokenFile is not { } file)
        {
            return settings.Token;
        }

        var token = (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim();
        return ConsulOptions.IsVisibleAscii(token) ? token : throw new IOException($"the token in '{file}' must hold visible ASCII characters and no others");
    }

    private static HttpRequestMessage Message(ConsulRequest request, ConsulOptions settings, string? token)
    {
        var isOfAgent = request.Path.StartsWith("/v1/agent/", StringComparison.Ordinal);
        var dataCenter = isOfAgent ? null : request.DataCenter ?? settings.Datacenter;
        var query = request.Query + Parameter("dc", dataCenter) + Parameter("ns", settings.Namespace);
        var uri = $"{settings.Address!.TrimEnd('/')}{request.Path}{(query.Length == 0 ? string.Empty : "?" + query.TrimStart('&'))}";
        var message = new HttpRequestMessage(request.Method, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (token is not null)
        {
            message.Headers.TryAddWithoutValidation("X-Consul-Token", token);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return message;
    }

    private static string Parameter(string name, string? value) => value is { Length: > 0 } ? $"&{name}={Uri.EscapeDataString(value)}" : string.Empty;

    private ConsulException Refused(ConsulRequest request, HttpStatusCode status, string answer) =>
        new($"{request.Operation}: {Name} answered {(int)status} {status}, '{answer}'.", status, answer, inner: null);

    private HttpMessageInvoker Invoker(ConsulOptions settings)
    {
        lock (_lock)
        {
            return _invoker ??= new HttpMessageInvoker(Connect(settings));
        }
    }

    private SocketsHttpHandler Connect(ConsulOptions settings)
    {
        // A redirect would send the token to a place that nobody has configured.
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MeterFactory = _meters,
            ConnectTimeout = settings.RequestTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        new PemFiles(settings.CaFile, settings.ClientCertificateFile, settings.ClientKeyFile).ApplyTo(connections.SslOptions);
        return connections;
    }
}
