using System.Reflection;

// Meters and activity sources belong to the process: two hosts at a time would count each other's requests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// What the generator would write for code that declares this meter and this source.
[assembly: AssemblyMetadata("CloudNative.Fact.meter", "name=Telemetry.Tests.Declared")]
[assembly: AssemblyMetadata("CloudNative.Fact.source", "name=Telemetry.Tests.Declared")]
