using System.Text.Json;
using CloudNative.Sdk.Discovery.Consul.Agent;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Tells which services Consul knows, for the message about one that it does not.</summary>
internal sealed class ServiceNames(ConsulConnection connection)
{
    private const int MaxShown = 20;

    public async ValueTask<string> ReasonAsync(ServiceQuery query, CancellationToken cancellationToken)
    {
        var reason = $"{connection.Name} has no service '{query.Service}'";
        if (!query.IsExplicit)
        {
            // An ordinary host, as a rule: nobody is told the names, and the list of all of them would be read for each such host.
            return reason;
        }

        try
        {
            var request = new ConsulRequest("reading the names of the services", HttpMethod.Get, "/v1/catalog/services") { Query = "stale" };
            var answer = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var services = JsonSerializer.Deserialize(answer.Body.Span, HealthJson.Default.DictionaryStringStringArray)?.Keys.Order(StringComparer.Ordinal).ToArray() ?? [];
            var more = services.Length > MaxShown ? $" and {services.Length - MaxShown} more" : string.Empty;
            return $"{reason}; known services: {string.Join(", ", services.Take(MaxShown))}{more}";
        }
        catch (Exception exception) when (exception is ConsulException or JsonException)
        {
            return reason;
        }
    }
}
