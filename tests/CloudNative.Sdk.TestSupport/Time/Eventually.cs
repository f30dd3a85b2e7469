using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport;

/// <summary>Waits for a condition inside this process, with a deadline far beyond what a slow machine needs.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    public static Task IsTrueAsync(Func<Task<bool>> condition, string what) => Poll.UntilAsync(what, Deadline, _ => condition(), CancellationToken.None);
}
