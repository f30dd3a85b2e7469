using System.Reflection;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>The project of a service under test, which the build of the tests has recorded.</summary>
/// <param name="Assembly">The compiled service.</param>
/// <param name="Folder">The folder of the project; null where the build has not recorded it.</param>
/// <param name="TestsFolder">The folder of the tests' project; null where the build has not recorded it.</param>
internal sealed record ServiceProject(Assembly Assembly, string? Folder, string? TestsFolder)
{
    private const string TestsKey = "CloudNative.Testing.Tests";
    private const string ProjectKey = "CloudNative.Testing.Project.";

    public string Name => Assembly.GetName().Name!;

    /// <summary>Gets what the build recorded about the service.</summary>
    public ServiceFacts Facts { get; } = ServiceFacts.Read(Assembly);

    public bool IsWeb => Facts.OfKind("program").Any(fact => fact["kind"] == "web");

    public static ServiceProject Of(Assembly assembly)
    {
        var key = ProjectKey + assembly.GetName().Name;
        foreach (var tests in AppDomain.CurrentDomain.GetAssemblies().Where(candidate => !candidate.IsDynamic))
        {
            var recorded = tests.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            if (recorded[key].FirstOrDefault() is { } project)
            {
                return new ServiceProject(assembly, Path.GetDirectoryName(project), recorded[TestsKey].FirstOrDefault());
            }
        }

        return new ServiceProject(assembly, null, null);
    }

    /// <summary>Gets the folder of the project.</summary>
    /// <exception cref="ContractException">The build has not recorded it.</exception>
    public string RequiredFolder() => Folder is { } folder && Directory.Exists(folder) ? folder : throw Unknown("the project of the service");

    /// <summary>Gets the folder of the tests' project.</summary>
    /// <exception cref="ContractException">The build has not recorded it.</exception>
    public string RequiredTestsFolder() => TestsFolder is { } folder && Directory.Exists(folder) ? folder : throw Unknown("the project of the tests");

    private ContractException Unknown(string what) =>
        new($"The folder of {what} is not known. The test project needs a ProjectReference to '{Name}' and a PackageReference to CloudNative.Sdk.Testing, and must run on the machine that built it.");
}
