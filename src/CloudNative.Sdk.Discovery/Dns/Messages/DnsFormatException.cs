namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>A message breaks the format of DNS (RFC 1035, section 4).</summary>
/// <param name="message">What is wrong, and at which byte.</param>
internal sealed class DnsFormatException(string message) : Exception(message);
