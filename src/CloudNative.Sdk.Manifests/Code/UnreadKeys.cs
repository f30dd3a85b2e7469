namespace CloudNative.Sdk.Manifests.Code;

/// <summary>Tells which configuration keys nobody reads, as far as the facts tell.</summary>
internal static class UnreadKeys
{
    /// <summary>What .NET, the SDK and their like read by themselves.</summary>
    private static readonly string[] OfFrameworks = ["AllowedHosts", "CloudNative", "HttpClientFactory", "Kestrel", "Logging", "Serilog", "Services", "shutdownTimeoutSeconds", "Urls"];

    /// <summary>Tells whether the code reads a key, or a framework may. Where the facts name no key at all, they may stem from a compiler that states none.</summary>
    public static bool IsRead(string key, CodeFacts code) =>
        code.ReadKeys.Count == 0
        || IsOfFramework(key)
        || code.ReadKeys.Any(read => IsAtOrBelow(key, read.Key))
        || code.BoundSections.Any(section => IsAtOrBelow(key, section["section"]!));

    /// <summary>Variables of the system are written in capitals and have no sections.</summary>
    private static bool IsOfFramework(string key) =>
        OfFrameworks.Any(section => IsAtOrBelow(key, section)) || key.All(letter => letter is '_' or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    private static bool IsAtOrBelow(string key, string section) =>
        key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':');
}
