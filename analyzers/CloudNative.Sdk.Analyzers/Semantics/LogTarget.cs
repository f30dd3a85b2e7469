namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>What a log call writes through.</summary>
internal enum LogTarget
{
    /// <summary>A logger of a logging library.</summary>
    Logger,

    /// <summary>A method that a source generator writes from its declaration.</summary>
    Generated,

    /// <summary>The console or the trace of the process.</summary>
    Console,

    /// <summary>A method of the project that by its name writes to a log.</summary>
    Helper,
}
