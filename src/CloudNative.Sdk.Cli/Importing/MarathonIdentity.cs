namespace CloudNative.Sdk.Cli.Importing;

/// <summary>Reads the id of an application, as <c>/shop/${runtime.env}/checkout</c>: the product first, the service last.</summary>
internal static class MarathonIdentity
{
    public static void Read(MarathonImport import, string id)
    {
        var segments = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
        {
            import.Lost("id", "it names nothing; state 'name' in service.yaml");
            return;
        }

        import.Service.Set(import.Resolve("id", segments[^1]), "name");
        string[] above = [.. segments[..^1].Where(segment => !segment.StartsWith("${", StringComparison.Ordinal))];
        if (above.Length > 0)
        {
            import.Service.Set(import.Resolve("id", above[0]), "partOf");
        }

        foreach (var segment in above.Skip(1))
        {
            import.Lost("id", $"the group '{segment}' has no equivalent: the generated id is /<partOf>/<environment>/<name>");
        }
    }
}
