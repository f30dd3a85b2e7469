// The metrics of all hosts in a process that have one name are the same to OpenTelemetry.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
