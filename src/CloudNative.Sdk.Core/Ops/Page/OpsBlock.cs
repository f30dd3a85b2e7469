namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>A part of a panel.</summary>
internal abstract record OpsBlock
{
    private OpsBlock()
    {
    }

    internal sealed record Facts(List<(string Name, OpsValue Value)> All) : OpsBlock;

    internal sealed record Note(OpsTone Tone, string Text) : OpsBlock;

    internal sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<OpsValue>> Rows, bool IsFolded) : OpsBlock;

    internal sealed record Charts(List<OpsChart> All) : OpsBlock;

    internal sealed record Change(OpsForm Form) : OpsBlock;
}
