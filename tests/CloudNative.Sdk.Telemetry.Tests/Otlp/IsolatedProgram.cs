using System.Reflection;
using System.Runtime.Loader;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

/// <summary>Runs a static method in a load context of its own, and tells which of our and OpenTelemetry's assemblies that loaded.</summary>
internal sealed class IsolatedProgram : AssemblyLoadContext
{
    public static async Task<IReadOnlyList<string?>> RunAsync(Type type, string method, params object?[] arguments)
    {
        var context = new IsolatedProgram();
        var isolated = context.LoadFromAssemblyPath(type.Assembly.Location).GetType(type.FullName!, throwOnError: true)!;
        await (Task)isolated.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, arguments)!;
        return [.. context.Assemblies.Select(assembly => assembly.GetName().Name)];
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        var isOurs = assemblyName.Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal) || assemblyName.Name.StartsWith("CloudNative", StringComparison.Ordinal);
        return isOurs && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
