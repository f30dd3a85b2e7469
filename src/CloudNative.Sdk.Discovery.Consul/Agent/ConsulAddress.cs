using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Reads the address of Consul's HTTP interface.</summary>
internal static class ConsulAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && address.Scheme is "http" or "https"
        && address.Host.Length > 0
        && address.UserInfo.Length == 0
        && address.AbsolutePath == "/"
        && address.Query.Length == 0
        && address.Fragment.Length == 0;
}
