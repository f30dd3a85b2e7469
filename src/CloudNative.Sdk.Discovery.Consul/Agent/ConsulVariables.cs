using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Fills what the section leaves open from the variables that Consul's own tools read.</summary>
internal static class ConsulVariables
{
    private const string Address = "CONSUL_HTTP_ADDR";
    private const string TokenFile = "CONSUL_HTTP_TOKEN_FILE";
    private const string Token = "CONSUL_HTTP_TOKEN";
    private const string Namespace = "CONSUL_NAMESPACE";
    private const string CaFile = "CONSUL_CACERT";
    private const string ClientCertificate = "CONSUL_CLIENT_CERT";
    private const string ClientKey = "CONSUL_CLIENT_KEY";
    private const string SchemeEnd = "://";

    private static readonly string[] All = [Address, TokenFile, Token, Namespace, CaFile, ClientCertificate, ClientKey];

    public static bool AreSet(IConfiguration configuration) => Array.Exists(All, variable => configuration[variable] is not null);

    public static void Fill(ConsulOptions options, IConfiguration configuration)
    {
        options.Address ??= AddressOf(configuration);
        if (options.Token is null && options.TokenFile is null)
        {
            options.TokenFile = Text(configuration, TokenFile);
            options.Token = options.TokenFile is null ? Text(configuration, Token) : null;
        }

        options.Namespace ??= Text(configuration, Namespace);
        options.CaFile ??= Text(configuration, CaFile);
        if (options.ClientCertificateFile is null && options.ClientKeyFile is null)
        {
            options.ClientCertificateFile = Text(configuration, ClientCertificate);
            options.ClientKeyFile = Text(configuration, ClientKey);
        }
    }

    /// <summary>Consul's tools take an address without a scheme.</summary>
    private static string? AddressOf(IConfiguration configuration)
    {
        if (Text(configuration, Address) is not { } address || address.Contains(SchemeEnd, StringComparison.Ordinal))
        {
            return Text(configuration, Address);
        }

        var isTls = Text(configuration, "CONSUL_HTTP_SSL") is { } tls && (tls == "1" || tls.Equals("true", StringComparison.OrdinalIgnoreCase));
        return (isTls ? "https" : "http") + SchemeEnd + address;
    }

    private static string? Text(IConfiguration configuration, string variable) =>
        configuration[variable] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
