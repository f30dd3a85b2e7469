using System.Reflection;
using System.Runtime.InteropServices;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Describes the process, its runtime, the machine, and the telemetry itself.</summary>
/// <remarks>
/// https://opentelemetry.io/docs/specs/semconv/resource/. Chosen by what tells instances apart or explains a difference between them; the command line, the user
/// and the path of the program stay out, since all of this is public on <c>/metrics</c>.
/// </remarks>
internal sealed class RuntimeDetector : IResourceDetector
{
    public Resource Detect() => new(
    [
        new("host.name", Environment.MachineName),
        new("host.arch", Architecture()),
        new("os.type", OperatingSystemType()),
        new("os.description", RuntimeInformation.OSDescription),
        new("process.pid", (long)Environment.ProcessId),
        new("process.runtime.name", ".NET"),
        new("process.runtime.version", Environment.Version.ToString()),
        new("telemetry.distro.name", "CloudNative.Sdk"),
        new("telemetry.distro.version", Version()),
    ]);

    private static string Architecture() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "x86",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.Arm => "arm32",
        System.Runtime.InteropServices.Architecture.S390x => "s390x",
        System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static string OperatingSystemType() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : OperatingSystem.IsFreeBSD() ? "freebsd"
        : "unknown";

    private static string Version() =>
        typeof(RuntimeDetector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
