namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>How a value is drawn.</summary>
internal enum OpsValueKind
{
    Text,
    Code,
    Number,
    State,
    History,
    Trend,
    Button,
}
