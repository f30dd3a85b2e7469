namespace CloudNative.Sdk.Health.Startup;

/// <summary>A start-up task as registered; the order of registration is the order of execution.</summary>
internal sealed record StartupTaskRegistration(string Name, TimeSpan? Timeout, Func<IServiceProvider, CancellationToken, Task> Run);
