namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>Reads the placeholders of a message template.</summary>
internal static class LogTemplate
{
    /// <summary>Gets the names in braces, with the sign of destructuring and without format and alignment.</summary>
    public static IReadOnlyList<string> Placeholders(string template)
    {
        var found = new List<string>();
        for (var index = 0; index < template.Length; index++)
        {
            if (template[index] != '{')
            {
                continue;
            }

            if (index + 1 < template.Length && template[index + 1] == '{')
            {
                index++;
                continue;
            }

            var end = template.IndexOf('}', index);
            if (end < 0)
            {
                break;
            }

            found.Add(template.Substring(index + 1, end - index - 1).Split(':', ',')[0].Trim());
            index = end;
        }

        return found;
    }
}
