using System.Diagnostics.CodeAnalysis;
using CloudNative.Sdk.Testing.Hosting;
using CloudNative.Sdk.Testing.Telemetry;

namespace CloudNative.Sdk.Testing;

/// <summary>What dashboards and alerts are written against: the instruments of a service with their units and tags, and its activity sources.</summary>
public static class TelemetrySurface
{
    /// <summary>The environment variable that, set to <c>1</c>, writes the approved file in place of comparing with it.</summary>
    public const string UpdateVariable = "UPDATE_TELEMETRY";

    /// <summary>Asserts that the service has the instruments and activity sources of an approved file, which lies beside the tests and is reviewed like code.</summary>
    /// <typeparam name="TEntryPoint">Any type of the service's assembly, as <c>Program</c>.</typeparam>
    /// <param name="file">The file, relative to the folder of the tests' project. <c>UPDATE_TELEMETRY=1</c> writes it.</param>
    /// <remarks>What is compared is what the build found in the code of the service and of the projects that it refers to; what only exists at run time, as a name put together there, is not part of it.</remarks>
    /// <exception cref="ContractException">They differ, and the message says what no longer finds its data; or there is no such file.</exception>
    [SuppressMessage("Operations", "CNS2003", Justification = "A test has no configuration.")]
    public static void AssertUnchanged<TEntryPoint>(string file = "telemetry.approved.txt")
    {
        var service = ServiceProject.Of(typeof(TEntryPoint).Assembly);
        var approved = new ApprovedFile(Path.Combine(service.RequiredTestsFolder(), file));
        var surface = SurfaceText.Of(service);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            approved.Write(surface);
        }
        else
        {
            approved.AssertEqual(surface);
        }
    }
}
