using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Documentation.Tests.Schema;

/// <summary>Writes the JSON Schema with which editors complete and check <c>appsettings.json</c>.</summary>
internal sealed class SchemaWriter
{
    /// <summary><c>[d.]hh:mm:ss[.fffffff]</c>, and what else .NET reads with a colon in it.</summary>
    private const string DurationPattern = @"^-?(\d+\.)?\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,7})?)?$";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root = Node("object");

    public static string Write(IEnumerable<OptionsSection> sections)
    {
        var writer = new SchemaWriter();
        foreach (var section in sections)
        {
            var node = section.Name.Split(':').Aggregate(writer._root, (parent, name) => Child(parent, name, () => Node("object")));
            foreach (var key in section.Keys)
            {
                Add(node, section.Options, key.Split(':'));
            }
        }

        return writer._root.ToJsonString(Indented) + "\n";
    }

    private static void Add(JsonObject node, Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || IsList(type))
        {
            return;
        }

        if (path[0] == "*")
        {
            var item = ItemOf(type);
            Add((JsonObject)(node["additionalProperties"] ??= OfType(item)), item, path[1..]);
            return;
        }

        var property = type.GetProperty(path[0])!;
        Add(Child(node, property.Name, () => OfProperty(type, property)), property.PropertyType, path[1..]);
    }

    private static JsonObject OfProperty(Type owner, PropertyInfo property)
    {
        var node = OfType(property.PropertyType);
        node["description"] = DocumentedText.Of(property);
        if (Activator.CreateInstance(owner) is { } options && Default(property.GetValue(options)) is { } value)
        {
            node["default"] = value;
        }

        foreach (var (bound, name) in ((string, string)[])[("Min", "minimum"), ("Max", "maximum")])
        {
            if (node["type"]?.ToString() is "integer" or "number" && Constant(owner, bound + property.Name) is { } limit)
            {
                node[name] = Default(limit);
            }
        }

        return node;
    }

    private static object? Constant(Type owner, string name) => owner.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null);

    private static JsonObject OfType(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var scalar when scalar == typeof(bool) => Node("boolean"),
        var scalar when scalar == typeof(int) || scalar == typeof(long) => Node("integer"),
        var scalar when scalar == typeof(double) => Node("number"),
        var scalar when scalar == typeof(string) => Node("string"),
        var scalar when scalar == typeof(TimeSpan) => new JsonObject { ["type"] = "string", ["pattern"] = DurationPattern },
        { IsEnum: true } choice => new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(choice).Select(name => JsonValue.Create(name))]) },
        var list when IsList(list) => new JsonObject { ["type"] = "array", ["items"] = OfType(list.GetGenericArguments()[0]) },
        _ => Node("object"),
    };

    private static Type ItemOf(Type dictionary) =>
        dictionary.GetInterfaces().Append(dictionary).First(type => type.IsGenericType && type.GetGenericArguments().Length == 2).GetGenericArguments()[1];

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 1 && Nullable.GetUnderlyingType(type) is null;

    private static JsonNode? Default(object? value) => value switch
    {
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        TimeSpan duration => duration.ToString("c", CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        string { Length: > 0 } text => text,
        _ => null,
    };

    private static JsonObject Child(JsonObject parent, string name, Func<JsonObject> create)
    {
        var properties = (JsonObject)(parent["properties"] ??= new JsonObject());
        return (JsonObject)(properties[name] ??= create());
    }

    private static JsonObject Node(string type) => new() { ["type"] = type };
}
