namespace CloudNative.Sdk.Telemetry.Prometheus.Names;

/// <summary>How characters beyond letters, digits and underscores are written in a name.</summary>
/// <remarks>https://prometheus.io/docs/instrumenting/escaping_schemes</remarks>
internal enum NameEscaping
{
    /// <summary>Each becomes an underscore.</summary>
    Underscores,

    /// <summary>Dots become <c>_dot_</c>, underscores two of them.</summary>
    Dots,

    /// <summary>Each becomes its number in hexadecimal.</summary>
    Values,

    /// <summary>As they are, in quotes.</summary>
    AllowUtf8,
}
