namespace CloudNative.Sdk.Processes;

/// <summary>The end of what a program wrote: enough to explain a failure, bounded however long it runs.</summary>
internal sealed class Transcript
{
    private const int MaxLines = 300;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = [];

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
