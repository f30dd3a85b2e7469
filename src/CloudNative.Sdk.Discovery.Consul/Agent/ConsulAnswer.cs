using System.Globalization;
using System.Net.Http.Headers;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>What Consul answered with success.</summary>
/// <param name="IsFound">False for 404, where the request allows that.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Index">The index of a blocking query, or null where the answer states none.</param>
/// <param name="LastContact">How long ago the server had heard of its leader, or null where the answer does not say.</param>
/// <param name="KnowsLeader">Whether the server knows a leader; true where the answer does not say.</param>
internal sealed record ConsulAnswer(bool IsFound, ReadOnlyMemory<byte> Body, ulong? Index, TimeSpan? LastContact, bool KnowsLeader)
{
    public static ConsulAnswer Of(HttpResponseMessage response, ReadOnlyMemory<byte> body) => new(
        response.IsSuccessStatusCode,
        body,
        Number(response.Headers, "X-Consul-Index"),
        Number(response.Headers, "X-Consul-LastContact") is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)) : null,
        !string.Equals(Text(response.Headers, "X-Consul-KnownLeader"), "false", StringComparison.OrdinalIgnoreCase));

    private static string? Text(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static ulong? Number(HttpResponseHeaders headers, string name) =>
        ulong.TryParse(Text(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
