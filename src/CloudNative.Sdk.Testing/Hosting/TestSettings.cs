namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>What services under test are told, unless the test says otherwise.</summary>
internal static class TestSettings
{
    /// <summary>Long enough to be seen on a build server that has little time for a test, and short enough for one.</summary>
    public static readonly KeyValuePair<string, string> DrainDelay = new("CloudNative:Health:DrainDelay", "00:00:03");

    /// <summary>How long a service may take to stop.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
}
