using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CloudNative.Sdk.Testing.Processes;

/// <summary>Sends signals to one process; .NET itself can only kill.</summary>
internal static partial class PosixSignals
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;
    private const int NoSuchProcess = 3;

    /// <summary>Asks a process to stop; one that is already gone is no error.</summary>
    /// <exception cref="Win32Exception">The process may not be signalled.</exception>
    public static void Terminate(int processId) => Send(processId, SigTerm);

    /// <summary>Takes the processor from a process: it hangs, with its connections open.</summary>
    /// <exception cref="Win32Exception">The process may not be signalled.</exception>
    public static void Pause(int processId) => Send(processId, SigStop);

    /// <summary>Lets a paused process go on; nothing happens to one that runs.</summary>
    /// <exception cref="Win32Exception">The process may not be signalled.</exception>
    public static void Resume(int processId) => Send(processId, SigCont);

    private static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
