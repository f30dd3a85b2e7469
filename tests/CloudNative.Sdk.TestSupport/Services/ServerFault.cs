namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>What a broken server does to its callers.</summary>
public enum ServerFault
{
    /// <summary>It answers.</summary>
    None,

    /// <summary>It never answers.</summary>
    Hang,

    /// <summary>It breaks the connection in place of an answer.</summary>
    Reset,

    /// <summary>It answers 503.</summary>
    Error,

    /// <summary>It answers 503, and asks for a wait of a thousand days.</summary>
    AbsurdRetryAfter,

    /// <summary>It answers what is no HTTP.</summary>
    Garbage,

    /// <summary>It breaks the connection in the midst of the body.</summary>
    ResetInBody,

    /// <summary>It closes the connection after each answer without having said so.</summary>
    Close,

    /// <summary>It sends the body a byte at a time.</summary>
    Trickle,

    /// <summary>It sends headers without an end.</summary>
    EndlessHeaders,
}
