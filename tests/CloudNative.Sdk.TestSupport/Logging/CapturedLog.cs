using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.TestSupport;

public sealed record CapturedLog(string Category, LogLevel Level, int Id, string Text, Exception? Exception);
