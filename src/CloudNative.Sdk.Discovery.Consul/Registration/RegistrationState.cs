using System.Diagnostics.Metrics;
using System.Text.Json;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Where the registration stands, for the metric and for people.</summary>
internal sealed class RegistrationState(IMeterFactory meters, TimeProvider time) : IDiscoveryReport
{
    private const string MeterName = "CloudNative.Sdk.Discovery.Consul";

    private volatile Standing? _standing;
    private bool _isMeasured;

    public string Name => "consulRegistration";

    /// <summary>Gets whether Consul has confirmed the registration when it was asked last.</summary>
    public bool IsRegistered => _standing is { IsRegistered: true };

    public void Confirmed(ServiceEntry entry)
    {
        Measure();
        _standing = new Standing(IsRegistered: true, entry, Fault: null, IsRegistered ? _standing!.Since : time.GetUtcNow());
    }

    public void Faulted(string fault)
    {
        Measure();
        _standing = new Standing(IsRegistered: false, _standing?.Entry, fault, _standing is { IsRegistered: false } ? _standing.Since : time.GetUtcNow());
    }

    public void Left() => _standing = new Standing(IsRegistered: false, _standing?.Entry, Fault: null, time.GetUtcNow());

    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var standing = _standing;
        json.WriteStartObject();
        json.WriteBoolean("registered", standing is { IsRegistered: true });
        if (standing is not null)
        {
            json.WriteString("since", standing.Since);
            json.WriteString("fault", standing.Fault);
            if (standing.Entry is { } entry)
            {
                json.WriteString("service", entry.Name);
                json.WriteString("id", entry.Id);
                json.WriteString("address", entry.Host.Length == 0 ? null : entry.Host);
                json.WriteNumber("port", entry.Port);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Adds the gauge when there is something to say: services that are not to be registered have none.</summary>
    private void Measure()
    {
        if (!_isMeasured)
        {
            _isMeasured = true;
            meters.Create(MeterName).CreateObservableGauge(
                "cloudnative.discovery.registration", () => IsRegistered ? 1 : 0, "1", "1 while the registry confirms the registration of this instance, else 0.");
        }
    }

    private sealed record Standing(bool IsRegistered, ServiceEntry? Entry, string? Fault, DateTimeOffset Since);
}
