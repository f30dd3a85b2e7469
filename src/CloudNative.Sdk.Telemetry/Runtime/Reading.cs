using System.Collections;
using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>What an observable instrument reads at each collection: one value, or none while it is not known. Allocates nothing.</summary>
/// <remarks>A callback that returns a value makes .NET allocate an array for it; this object is its own enumerator, except for a second collection at the same time.</remarks>
internal sealed class Reading<T>(Func<T?> read) : IEnumerable<Measurement<T>>, IEnumerator<Measurement<T>>
    where T : struct
{
    private int _taken;
    private bool _done;

    public Measurement<T> Current { get; private set; }

    object IEnumerator.Current => Current;

    public IEnumerator<Measurement<T>> GetEnumerator()
    {
        var enumerator = Interlocked.Exchange(ref _taken, 1) == 0 ? this : new Reading<T>(read) { _taken = 1 };
        enumerator._done = false;
        return enumerator;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext()
    {
        if (_done || read() is not { } value)
        {
            return false;
        }

        Current = new Measurement<T>(value);
        return _done = true;
    }

    public void Reset() => _done = false;

    public void Dispose() => Volatile.Write(ref _taken, 0);
}
