namespace CloudNative.Sdk.Core.Tests.Ops.Page;

/// <summary>Cannot say anything.</summary>
internal sealed class FailingPanel : IOpsPanel
{
    public string Id => "failing";

    public string Title => "Failing";

    public int Order => 1;

    public void Describe(OpsPanelContent content) => throw new InvalidOperationException("on purpose");
}
