using System.Net;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>A request to Consul that failed.</summary>
/// <remarks>The message names the operation, the address and what went wrong; the token is in neither property.</remarks>
internal sealed class ConsulException(string message, HttpStatusCode? status, string? answer, Exception? inner) : Exception(message, inner)
{
    /// <summary>Gets the status of the answer, or null where there was none.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Gets what Consul said, at most 200 characters in one line, or null.</summary>
    public string? Answer { get; } = answer;
}
