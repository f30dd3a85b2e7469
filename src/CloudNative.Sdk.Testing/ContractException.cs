namespace CloudNative.Sdk.Testing;

/// <summary>The service does not do what it has to do; the message names every fault.</summary>
/// <remarks>Every test framework shows it as a failed test.</remarks>
public sealed class ContractException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ContractException"/> class.</summary>
    /// <param name="message">What is wrong, and the way out.</param>
    public ContractException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ContractException"/> class.</summary>
    /// <param name="message">What is wrong, and the way out.</param>
    /// <param name="innerException">What was seen first.</param>
    public ContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws if there are faults.</summary>
    /// <param name="what">What was checked.</param>
    /// <param name="faults">One sentence each.</param>
    internal static void ThrowIfAny(string what, IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new ContractException($"{what}:{string.Concat(faults.Select(fault => "\n- " + fault))}");
        }
    }
}
