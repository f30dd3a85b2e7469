using System.Text;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>Writes assembly attributes of CloudNative.Sdk.Telemetry.</summary>
internal static class AttributeText
{
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static void Append(StringBuilder text, string attribute, string argument, EquatableArray<string> personalData, EquatableArray<string> secrets)
    {
        text.Append("[assembly: global::CloudNative.Sdk.Telemetry.").Append(attribute).Append('(').Append(argument);
        AppendNames(text, "PersonalData", personalData);
        AppendNames(text, "Secrets", secrets);
        text.Append(")]\n");
    }

    private static void AppendNames(StringBuilder text, string property, EquatableArray<string> names)
    {
        if (names.Count > 0)
        {
            text.Append(", ").Append(property).Append(" = new[] { ").Append(string.Join(", ", names.Select(Literal))).Append(" }");
        }
    }
}
