using System.Text;
using CloudNative.Sdk.Telemetry.Prometheus.Names;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>How the lines of one name begin: <c>name{</c> and <c>name </c>, or for names that need quotes <c>{"na.me",</c> and <c>{"na.me"} </c>.</summary>
internal sealed class SampleName
{
    public SampleName(string name)
    {
        if (EscapedName.IsPlain(name, label: false))
        {
            WithLabels = Encoding.UTF8.GetBytes(name + "{");
            Alone = Encoding.UTF8.GetBytes(name + " ");
        }
        else
        {
            var quoted = Quote(name);
            WithLabels = Encoding.UTF8.GetBytes("{" + quoted + ",");
            Alone = Encoding.UTF8.GetBytes("{" + quoted + "} ");
        }
    }

    /// <summary>Gets the start of a line whose labels follow.</summary>
    public byte[] WithLabels { get; }

    /// <summary>Gets the start of a line without labels.</summary>
    public byte[] Alone { get; }

    public byte[] For(in LabelRecord labels) => labels.IsEmpty ? Alone : WithLabels;

    /// <summary>Writes a name as the lines about a family have it.</summary>
    public static string InComment(string name) => EscapedName.IsPlain(name, label: false) ? name : Quote(name);

    private static string Quote(string name) =>
        "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
