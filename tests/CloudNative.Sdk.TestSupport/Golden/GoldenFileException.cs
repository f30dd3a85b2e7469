namespace CloudNative.Sdk.TestSupport.Golden;

/// <summary>An output is not what was reviewed.</summary>
public sealed class GoldenFileException(string message) : Exception(message);
