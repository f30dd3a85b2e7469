using System.Text;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Environments;

/// <summary>
/// Puts values in the place of <c>${namespace.path}</c>. A text that is exactly one token takes the type of the value; <c>$${</c> stands for a literal <c>${</c>.
/// There is nothing else to it: no conditions, no loops, no scripts.
/// </summary>
internal sealed class Tokens(TokenValues values, DiagnosticBag diagnostics)
{
    private const string Open = "${";
    private const string Literal = "$${";

    private readonly Stack<string> _underWay = new();

    public YamlObject Resolve(YamlObject root) => (YamlObject)Resolve(root, root);

    private YamlNode Resolve(YamlNode node, YamlObject root) => node switch
    {
        YamlObject mapping => mapping with { Fields = [.. mapping.Fields.Select(field => field with { Value = Resolve(field.Value, root) })] },
        YamlList list => list with { Items = [.. list.Items.Select(item => Resolve(item, root))] },
        YamlText text when text.Value.Contains(Open) => Resolve(text, root),
        _ => node,
    };

    private YamlText Resolve(YamlText text, YamlObject root)
    {
        var resolved = new StringBuilder();
        var isWhole = text.Value.StartsWith(Open, StringComparison.Ordinal) && text.Value.IndexOf('}') == text.Value.Length - 1;
        for (var index = 0; index < text.Value.Length;)
        {
            if (string.CompareOrdinal(text.Value, index, Literal, 0, Literal.Length) == 0)
            {
                resolved.Append(Open);
                index += Literal.Length;
            }
            else if (string.CompareOrdinal(text.Value, index, Open, 0, Open.Length) == 0)
            {
                var end = text.Value.IndexOf('}', index);
                if (end < 0)
                {
                    Report(text, $"the token that begins with '{Start(text.Value.Substring(index))}' has no end; close it with }}, or write $${{ for a literal ${{");
                    return text with { Value = "", IsPlain = true };
                }

                resolved.Append(ValueOf(text.Value.Substring(index + Open.Length, end - index - Open.Length), text, root));
                index = end + 1;
            }
            else
            {
                resolved.Append(text.Value[index++]);
            }
        }

        return text with { Value = resolved.ToString(), IsPlain = text.IsPlain || isWhole };
    }

    private string ValueOf(string path, YamlText at, YamlObject root)
    {
        if (_underWay.Contains(path))
        {
            Report(at, $"the token '${{{path}}}' refers to itself: {string.Join(" -> ", _underWay.Reverse().Append(path))}");
            return "";
        }

        _underWay.Push(path);
        var value = values.Find(path, root, text => Resolve(text, root).Value, out var problem);
        _underWay.Pop();
        if (value is null)
        {
            Report(at, $"the token '${{{path}}}' has no value: {problem}");
        }

        return value ?? "";
    }

    private void Report(YamlText at, string message) => diagnostics.Error(DiagnosticIds.UnresolvedToken, at.Position, message);

    /// <summary>The first few characters only: what follows may be anything.</summary>
    private static string Start(string text) => text.Substring(0, Math.Min(text.Length, 12));
}
