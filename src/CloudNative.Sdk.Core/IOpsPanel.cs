namespace CloudNative.Sdk.Core;

/// <summary>Adds a panel to the page that the ops server shows at <c>/</c>; a feature registers it with <c>services.AddCloudNativeOpsPanel&lt;T&gt;()</c>.</summary>
/// <remarks>
/// A panel says what there is to see, and nothing of how it looks: Core makes the HTML and encodes every text. While somebody looks, each panel is asked
/// every two seconds, and possibly by several threads at a time: it should read memory only.
/// </remarks>
public interface IOpsPanel
{
    /// <summary>Gets the name of the panel in addresses, as <c>/#checks</c>.</summary>
    /// <value>Lower-case letters, digits and <c>-</c>; one panel has it.</value>
    string Id { get; }

    /// <summary>Gets the heading.</summary>
    string Title { get; }

    /// <summary>Gets the place on the page; lower numbers come first.</summary>
    /// <value>The SDK's own: checks 100, requests 200, discovery 300, resiliency 400, loggers 500, configuration 600, identity 700.</value>
    int Order { get; }

    /// <summary>Says what there is to see now.</summary>
    /// <param name="content">Takes it. A panel that adds nothing is not shown.</param>
    void Describe(OpsPanelContent content);
}
