using System.Net;
using System.Text.Json;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Consul.Agent;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Registers at the agent.</summary>
internal sealed class RegistrationClient(ConsulConnection connection)
{
    /// <summary>Registers; a registration of the same id is replaced, with its checks.</summary>
    /// <exception cref="ConsulException">Consul cannot be reached, or refuses.</exception>
    public Task RegisterAsync(ServiceEntry entry, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        connection.SendAsync(
            new ConsulRequest($"registering '{entry.Name}' as '{entry.Id}'", HttpMethod.Put, "/v1/agent/service/register") { Query = "replace-existing-checks=true", Body = body },
            cancellationToken);

    /// <summary>Tells the health.</summary>
    /// <returns>Whether Consul knows the registration; where not, it must be made again.</returns>
    /// <exception cref="ConsulException">Consul cannot be reached, or refuses.</exception>
    public async Task<bool> TellAsync(ServiceEntry entry, ServiceHealth health, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(
                new ConsulRequest($"telling the health of '{entry.Id}'", HttpMethod.Put, $"/v1/agent/check/update/{Uri.EscapeDataString(entry.CheckId)}")
                {
                    Body = RegistrationBody.OfHealth(health),
                },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConsulException exception) when (IsUnknown(exception))
        {
            return false;
        }
    }

    /// <summary>Reads what the agent holds.</summary>
    /// <returns>The hash of the registration, or null where the agent does not know it.</returns>
    /// <exception cref="ConsulException">Consul cannot be reached, or refuses.</exception>
    public async Task<string?> ReadHashAsync(ServiceEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.SendAsync(
                new ConsulRequest($"reading the registration '{entry.Id}'", HttpMethod.Get, $"/v1/agent/service/{Uri.EscapeDataString(entry.Id)}"), cancellationToken).ConfigureAwait(false);
            return HashOf(answer.Body);
        }
        catch (ConsulException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Takes the registration away; one that is not there is no error.</summary>
    /// <exception cref="ConsulException">Consul cannot be reached, or refuses.</exception>
    public async Task DeregisterAsync(ServiceEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(
                new ConsulRequest($"deregistering '{entry.Id}'", HttpMethod.Put, $"/v1/agent/service/deregister/{Uri.EscapeDataString(entry.Id)}"), cancellationToken).ConfigureAwait(false);
        }
        catch (ConsulException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // As wanted; newer agents say so.
        }
    }

    /// <summary>Marks the instance as in maintenance.</summary>
    /// <exception cref="ConsulException">Consul cannot be reached, or refuses.</exception>
    public Task EnterMaintenanceAsync(ServiceEntry entry, CancellationToken cancellationToken) =>
        connection.SendAsync(
            new ConsulRequest($"marking '{entry.Id}' as in maintenance", HttpMethod.Put, $"/v1/agent/service/maintenance/{Uri.EscapeDataString(entry.Id)}")
            {
                Query = "enable=true&reason=draining",
            },
            cancellationToken);

    /// <summary>Newer agents answer 404, older ones 500 with a text.</summary>
    private static bool IsUnknown(ConsulException exception) =>
        exception.Status == HttpStatusCode.NotFound
        || (exception is { Status: HttpStatusCode.InternalServerError, Answer: { } answer }
            && (answer.Contains("does not have associated TTL", StringComparison.OrdinalIgnoreCase) || answer.Contains("Unknown check", StringComparison.OrdinalIgnoreCase)));

    /// <summary>An agent that states no hash is taken at its word that the registration is there.</summary>
    private static string HashOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("ContentHash", out var hash) && hash.ValueKind == JsonValueKind.String ? hash.GetString()! : string.Empty;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
