using System.Text.Json;

namespace CloudNative.Sdk.Discovery;

/// <summary>Adds what a package of discovery knows to <c>/discovery</c>: the registration of this service, for example. Registered as a singleton of this type.</summary>
public interface IDiscoveryReport
{
    /// <summary>Gets the name of the property, in camel case.</summary>
    string Name { get; }

    /// <summary>Writes one JSON value; no secrets.</summary>
    /// <param name="json">Where to.</param>
    void Write(Utf8JsonWriter json);
}
