using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CloudNative.Sdk.Processes;

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
    /// <remarks>Returns when it hangs: one of its threads takes the signal, and the others run on until that thread has had the processor.</remarks>
    /// <exception cref="Win32Exception">The process may not be signalled.</exception>
    /// <exception cref="TimeoutException">It does not stop.</exception>
    public static void Pause(int processId)
    {
        Send(processId, SigStop);
        if (!SpinWait.SpinUntil(() => Directory.GetDirectories($"/proc/{processId}/task").All(IsStopped), TimeSpan.FromSeconds(10)))
        {
            throw new TimeoutException($"Process {processId} was sent SIGSTOP and has not stopped within 10 s.");
        }
    }

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

    /// <summary>Tells whether a thread is stopped, or gone.</summary>
    private static bool IsStopped(string task)
    {
        try
        {
            // The state follows the name, which is in brackets and may hold some.
            var status = File.ReadAllText($"{task}/stat");
            return status[status.LastIndexOf(')') + 2] == 'T';
        }
        catch (IOException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
