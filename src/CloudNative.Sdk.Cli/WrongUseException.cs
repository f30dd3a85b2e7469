namespace CloudNative.Sdk.Cli;

/// <summary>The command cannot do its work with what it was given; the message says what and the way out.</summary>
internal sealed class WrongUseException(string message, Exception? inner = null) : Exception(message, inner);
