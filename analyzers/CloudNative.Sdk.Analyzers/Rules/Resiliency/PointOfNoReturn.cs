namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Knows work that has to be finished although the caller has left.</summary>
internal static class PointOfNoReturn
{
    private static readonly string[] Verbs =
        ["Compensate", "Rollback", "RollBack", "Commit", "Undo", "Revert", "Dispose", "Close", "Stop", "Flush", "Release", "Unlock", "Abort", "Refund", "Cleanup", "CleanUp"];

    public static bool IsName(string name)
    {
        foreach (var verb in Verbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
