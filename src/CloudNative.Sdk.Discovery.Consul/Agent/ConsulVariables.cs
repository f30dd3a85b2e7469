using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Fills what the section leaves open from the variables that Consul's own tools read.</summary>
internal static class ConsulVariables
{
    private const string SchemeEnd = "://";

    public static void Fill(ConsulOptions options, IConfiguration configuration)
    {
        options.Address ??= AddressOf(configuration);
        if (options.Token is null && options.TokenFile is null)
        {
            options.TokenFile = Text(configuration, "CONSUL_HTTP_TOKEN_FILE");
            options.Token = options.TokenFile is null ? Text(configuration, "CONSUL_HTTP_TOKEN") : null;
        }

        options.Namespace ??= Text(configuration, "CONSUL_NAMESPACE");
        options.CaFile ??= Text(configuration, "CONSUL_CACERT");
        if (options.ClientCertificateFile is null && options.ClientKeyFile is null)
        {
            options.ClientCertificateFile = Text(configuration, "CONSUL_CLIENT_CERT");
            options.ClientKeyFile = Text(configuration, "CONSUL_CLIENT_KEY");
        }
    }

    /// <summary>Consul's tools take an address without a scheme.</summary>
    private static string? AddressOf(IConfiguration configuration)
    {
        if (Text(configuration, "CONSUL_HTTP_ADDR") is not { } address || address.Contains(SchemeEnd, StringComparison.Ordinal))
        {
            return Text(configuration, "CONSUL_HTTP_ADDR");
        }

        var isTls = Text(configuration, "CONSUL_HTTP_SSL") is { } tls && (tls == "1" || tls.Equals("true", StringComparison.OrdinalIgnoreCase));
        return (isTls ? "https" : "http") + SchemeEnd + address;
    }

    private static string? Text(IConfiguration configuration, string variable) =>
        configuration[variable] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
