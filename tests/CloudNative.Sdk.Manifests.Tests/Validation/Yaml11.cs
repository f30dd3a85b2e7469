using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>Reads YAML with the types of YAML 1.1 (https://yaml.org/type/), as kubectl and most tools around it do.</summary>
internal static partial class Yaml11
{
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Convert(Assert.Single(stream.Documents).RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(Assert.IsType<YamlScalarNode>(entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Resolve(scalar.Value!),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    private static JsonValue? Resolve(string text)
    {
        if (Null().IsMatch(text))
        {
            return null;
        }

        if (True().IsMatch(text) || False().IsMatch(text))
        {
            return JsonValue.Create(True().IsMatch(text));
        }

        if (Decimal().IsMatch(text))
        {
            return JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture));
        }

        return Number().IsMatch(text) || Float().IsMatch(text) || Timestamp().IsMatch(text) ? JsonValue.Create("not a text: " + text) : JsonValue.Create(text);
    }

    [GeneratedRegex(@"\A(?:~|null|Null|NULL|)\z")]
    private static partial Regex Null();

    [GeneratedRegex(@"\A(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)\z")]
    private static partial Regex True();

    [GeneratedRegex(@"\A(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)\z")]
    private static partial Regex False();

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]{0,17})\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[-+]?(?:0b[0-1_]+|0[0-7_]*|0o[0-7_]+|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(?:[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?\z")]
    private static partial Regex Timestamp();
}
