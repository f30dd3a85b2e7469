namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A real program that tests use, as packages of a Debian suite.</summary>
/// <param name="Name">The folder in the cache.</param>
/// <param name="Suite">The Debian suite, as bookworm.</param>
/// <param name="WithDependencies">Whether libraries that this machine lacks are needed as well.</param>
/// <param name="Program">The program that proves that all of it runs here, by answering <paramref name="VersionArgument"/>.</param>
/// <param name="VersionArgument">The argument that asks for the version.</param>
/// <param name="Packages">The packages that hold it.</param>
internal sealed record DebianComponent(string Name, string Suite, bool WithDependencies, string Program, string VersionArgument, params string[] Packages)
{
    public static DebianComponent HaProxy { get; } = new("haproxy", "bookworm", true, "usr/sbin/haproxy", "-v", "haproxy");

    public static DebianComponent Prometheus { get; } = new("prometheus", "trixie", false, "usr/bin/prometheus", "--version", "prometheus", "promtool");
}
