namespace CloudNative.Sdk.Health.Startup;

/// <summary>Where the start-up tasks stand.</summary>
internal sealed class StartupState(IEnumerable<StartupTaskRegistration> registrations)
{
    private volatile StartupTaskState[] _tasks = [];
    private volatile bool _complete = !registrations.Any();

    public bool IsComplete => _complete;

    public IReadOnlyList<StartupTaskState> Tasks => _tasks;

    public void Begin(IEnumerable<StartupTaskState> tasks) => _tasks = [.. tasks];

    public void Complete() => _complete = true;
}
