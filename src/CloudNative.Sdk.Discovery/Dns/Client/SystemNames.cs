namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>What the machine says about names, read anew each time: a network that changes changes the files.</summary>
/// <param name="resolvConf">The path of <c>resolv.conf</c>.</param>
/// <param name="namespaceFile">The path of the file in which Kubernetes names the namespace of a pod.</param>
internal sealed class SystemNames(string resolvConf, string namespaceFile)
{
    private const int MaxChars = 64 * 1024;

    public static SystemNames OfMachine { get; } = new("/etc/resolv.conf", "/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    /// <summary>Gets the path of <c>resolv.conf</c>, for messages.</summary>
    public string ResolvConfPath { get; } = resolvConf;

    public ResolvConf ReadResolvConf() => ResolvConf.Parse(Read(ResolvConfPath) ?? string.Empty);

    /// <summary>Gets the namespace of the pod, or null outside of Kubernetes.</summary>
    public string? ReadNamespace() => Read(namespaceFile)?.Trim() is { Length: > 0 } name ? name : null;

    private static string? Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[MaxChars];
            return new string(buffer, 0, reader.ReadBlock(buffer));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
