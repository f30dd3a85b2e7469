namespace CloudNative.Sdk.Core;

/// <summary>Tells where the ops server listens.</summary>
public interface IOpsServer
{
    /// <summary>Gets the port that the ops server really listens on.</summary>
    /// <value>From 1 to 65535, or <see langword="null"/> before the host starts and where the ops server is not enabled.</value>
    int? Port { get; }
}
