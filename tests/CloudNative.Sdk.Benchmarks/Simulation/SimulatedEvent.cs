using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Benchmarks.Simulation;

internal readonly record struct SimulatedEvent(int Caller, Instance? Instance, long Started, SimulatedEventKind Kind);
