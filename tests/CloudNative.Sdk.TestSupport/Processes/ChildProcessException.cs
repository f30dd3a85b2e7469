namespace CloudNative.Sdk.TestSupport.Processes;

/// <summary>A started program did not do what was waited for; the message holds its output.</summary>
public sealed class ChildProcessException(string message) : Exception(message);
