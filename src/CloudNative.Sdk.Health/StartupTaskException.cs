namespace CloudNative.Sdk.Health;

/// <summary>Says that a start-up task failed or took too long, so that the host did not start.</summary>
public sealed class StartupTaskException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="StartupTaskException"/> class.</summary>
    public StartupTaskException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="StartupTaskException"/> class.</summary>
    /// <param name="message">What happened.</param>
    public StartupTaskException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="StartupTaskException"/> class.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public StartupTaskException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
