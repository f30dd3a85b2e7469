using System.Diagnostics;
using CloudNative.Sdk.Processes;

namespace CloudNative.Sdk.TestSupport.Processes;

/// <summary>A program started by this process, known by its own pid, with its output kept and its end certain.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SignalInterval = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly Transcript _transcript = new();

    private ChildProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _transcript.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _transcript.Add(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the name that messages use.</summary>
    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets what the program wrote so far, standard output and error in the order of arrival.</summary>
    public string Output => _transcript.ToString();

    /// <summary>Starts a program with its standard input closed; a null value in <paramref name="environment"/> removes a variable that would be inherited.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(
        string name,
        string file,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string?>>? environment = null,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = workingDirectory ?? "",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? [])
        {
            start.Environment[key] = value;
        }

        return new ChildProcess(name, start);
    }

    /// <summary>Asks until a condition holds.</summary>
    /// <exception cref="ChildProcessException">The program ended, or the deadline passed; the message holds its output.</exception>
    public async Task WaitForAsync(string what, TimeSpan timeout, Func<CancellationToken, Task<bool>> condition, CancellationToken cancellationToken)
    {
        try
        {
            await Poll.UntilAsync(what, timeout, AliveAndAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException timedOut)
        {
            throw Failure(timedOut.Message.TrimEnd('.'));
        }

        Task<bool> AliveAndAsync(CancellationToken token) =>
            HasExited ? throw Failure($"ended with exit code {_process.ExitCode} before {what}") : condition(token);
    }

    /// <summary>Waits for the program's own end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ChildProcessException">It still ran at the deadline; it was killed.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            throw Failure(FormattableString.Invariant($"still ran after {timeout.TotalSeconds:0.#} s and was killed"));
        }

        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM and returns at once.</summary>
    public void RequestStop() => PosixSignals.Terminate(_process.Id);

    /// <summary>Takes the processor from the program (SIGSTOP): it hangs, with its connections open.</summary>
    public void Pause() => PosixSignals.Pause(_process.Id);

    /// <summary>Lets a paused program go on (SIGCONT).</summary>
    public void Resume() => PosixSignals.Resume(_process.Id);

    /// <summary>Ends the program without a chance to do anything about it (SIGKILL), and waits for its end.</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        return _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ChildProcessException">It still ran at the deadline; it was killed.</exception>
    public Task<int> StopAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        RequestStop();
        return WaitForExitAsync(timeout, cancellationToken);
    }

    /// <summary>Ends the program if it still runs: SIGTERM, again for those that drain (the second one ends the wait), then a kill of it and its children.</summary>
    public async ValueTask DisposeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!_process.HasExited)
        {
            // A paused program would get the signal only when it goes on.
            Resume();
            if (TimeProvider.System.GetElapsedTime(started) > DisposeTimeout)
            {
                _process.Kill(entireProcessTree: true);
            }

            RequestStop();
            using var next = new CancellationTokenSource(SignalInterval, TimeProvider.System);
            await _process.WaitForExitAsync(next.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _process.Dispose();
    }

    private ChildProcessException Failure(string what) => new($"{Name}: {what}. Its output:{Environment.NewLine}{Output}");
}
