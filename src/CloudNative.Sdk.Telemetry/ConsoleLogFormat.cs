namespace CloudNative.Sdk.Telemetry;

/// <summary>How the console shows log records.</summary>
public enum ConsoleLogFormat
{
    /// <summary><see cref="Text"/> in Development, <see cref="Json"/> elsewhere.</summary>
    Auto,

    /// <summary>One line of JSON for each record, for a log store.</summary>
    Json,

    /// <summary>The readable format of .NET (<c>simple</c>), for people.</summary>
    Text,

    /// <summary>Nothing: the console is switched off.</summary>
    None,
}
