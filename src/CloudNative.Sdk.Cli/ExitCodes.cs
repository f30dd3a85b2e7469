namespace CloudNative.Sdk.Cli;

/// <summary>What a command ends with: the same meaning for every command, so that a pipeline can decide.</summary>
internal static class ExitCodes
{
    /// <summary>It is done, and nothing was found.</summary>
    public const int Ok = 0;

    /// <summary>Something was found or refused; for <c>diff</c>: the new release needs configuration.</summary>
    public const int Findings = 1;

    /// <summary>The command was used in a wrong way, or what it was given cannot be read.</summary>
    public const int WrongUse = 2;

    /// <summary>Of <c>diff</c> alone: the new release breaks others.</summary>
    public const int Breaking = 3;

    /// <summary>It was cancelled, as shells count it: 128 and the number of SIGINT.</summary>
    public const int Cancelled = 130;
}
