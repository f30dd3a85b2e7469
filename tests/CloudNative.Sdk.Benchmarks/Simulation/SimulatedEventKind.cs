namespace CloudNative.Sdk.Benchmarks.Simulation;

internal enum SimulatedEventKind
{
    /// <summary>A caller makes its next call.</summary>
    Call,

    /// <summary>A call is answered.</summary>
    Answer,

    /// <summary>A caller learns that all instances are new.</summary>
    Learn,
}
