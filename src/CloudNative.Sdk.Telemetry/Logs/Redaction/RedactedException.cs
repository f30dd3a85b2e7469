using System.Collections;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Stands for an exception whose text or data hold something classified. It has the same stack, and its text begins with the name of the original's type.</summary>
internal sealed class RedactedException : Exception
{
    private const string Arrow = " ---> ";
    private readonly string? _stack;
    private readonly IReadOnlyList<Exception> _inner;

    public RedactedException(Exception original, string message, IReadOnlyList<Exception> inner, IDictionary data)
        : base(message, inner.Count > 0 ? inner[0] : null)
    {
        (OriginalType, _stack, _inner, Data) = (original.GetType(), SafeText.Stack(original), inner, data);
        (HResult, Source) = (original.HResult, original.Source);
    }

    /// <summary>Gets the type of the exception that was logged.</summary>
    public Type OriginalType { get; }

    public override string? StackTrace => _stack;

    public override IDictionary Data { get; }

    /// <summary>Gets the exceptions below: of an aggregate all, of another at most one.</summary>
    public IReadOnlyList<Exception> InnerExceptions => _inner;

    public override string ToString()
    {
        var text = new StringBuilder(OriginalType.FullName).Append(": ").Append(Message);
        foreach (var inner in _inner)
        {
            text.Append('\n').Append(Arrow).Append(inner).Append("\n   --- End of inner exception stack trace ---");
        }

        return _stack is null ? text.ToString() : text.Append('\n').Append(_stack).ToString();
    }
}
