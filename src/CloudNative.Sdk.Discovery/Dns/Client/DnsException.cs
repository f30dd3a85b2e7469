namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>A question had no answer: neither records nor their absence.</summary>
/// <param name="message">What was asked, which servers were asked, and what happened.</param>
/// <param name="errorType">One of the constants of this class, as the metric has it.</param>
internal sealed class DnsException(string message, string errorType) : Exception(message)
{
    public const string NoServer = "no_server";
    public const string Timeout = "timeout";
    public const string Connection = "connection";
    public const string Malformed = "malformed";
    public const string Aliases = "aliases";
    public const string NoTarget = "no_target";

    /// <summary>Gets what kind of failure it is; the last one where several servers failed.</summary>
    public string ErrorType { get; } = errorType;
}
