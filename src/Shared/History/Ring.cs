namespace CloudNative.Sdk.History;

/// <summary>The last values of something; the memory is fixed. Thread-safe.</summary>
internal sealed class Ring<T>(int capacity)
{
    private readonly Lock _turn = new();
    private readonly T[] _values = new T[capacity];
    private int _next;
    private int _count;

    public void Add(T value)
    {
        lock (_turn)
        {
            _values[_next] = value;
            _next = (_next + 1) % capacity;
            _count = Math.Min(_count + 1, capacity);
        }
    }

    /// <summary>Copies the values, the oldest first.</summary>
    public T[] ToArray()
    {
        lock (_turn)
        {
            var copy = new T[_count];
            for (var i = 0; i < _count; i++)
            {
                copy[i] = _values[(_next - _count + i + capacity) % capacity];
            }

            return copy;
        }
    }
}
