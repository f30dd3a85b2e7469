namespace CloudNative.Sdk.Telemetry.Otlp.Variables;

/// <summary>What the values of a variable look like.</summary>
internal enum OtelShape
{
    /// <summary>Anything, or something that its own reader checks.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number from 0.</summary>
    Number,

    /// <summary>A whole number from 1.</summary>
    PositiveNumber,

    /// <summary>A number from 0 to 1.</summary>
    Share,

    /// <summary>One of the words of the variable.</summary>
    Word,

    /// <summary>Several words of the variable, with commas between.</summary>
    Words,
}
