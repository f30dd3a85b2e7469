using System.Runtime.InteropServices;
using CloudNative.Sdk.Core.Ops.Page;

namespace CloudNative.Sdk.Core.Ops.Panels;

/// <summary>Shows people which build this is, and what it runs on.</summary>
internal sealed class IdentityPanel(ServiceIdentity identity) : IOpsPanel
{
    public string Id => "identity";

    public string Title => "Identity and build";

    public int Order => 700;

    public void Describe(OpsPanelContent content)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("Service", identity.Name), ("Version", identity.Version), ("Branch", identity.Branch), ("Build", identity.BuildId),
            ("Committed", TimeOf(identity.CommitTime)), ("Built", TimeOf(identity.BuildTime)), ("Instance", identity.InstanceId), ("Environment", identity.Environment),
            ("Namespace", identity.Namespace), ("Zone", identity.Zone), ("Runtime", RuntimeInformation.FrameworkDescription), ("System", RuntimeInformation.OSDescription),
        ])
        {
            if (value is { Length: > 0 })
            {
                content.Fact(name, value);
            }
        }

        content.Fact("Processors", OpsValue.Number(Environment.ProcessorCount)).Fact("Commit", OpsValue.Code(identity.Commit));
    }

    private static string? TimeOf(DateTimeOffset? time) => time is { } known ? PageText.Time(known) : null;
}
