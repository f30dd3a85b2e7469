namespace CloudNative.Sdk.Testing.Golden;

/// <summary>An output is not what was reviewed.</summary>
public sealed class GoldenFileException(string message) : Exception(message);
