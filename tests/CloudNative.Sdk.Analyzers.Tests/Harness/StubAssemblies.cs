using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Assemblies compiled from the signatures in <c>Stubs/</c>: our own packages, and packages of others that rules know.</summary>
internal static class StubAssemblies
{
    private static readonly Lazy<MetadataReference[]> Compiled = new(() => [Compile("CloudNative.Sdk", "CloudNativeSdk.txt"), Compile("ThirdParty", "ThirdParty.txt")]);

    public static IReadOnlyList<MetadataReference> All => Compiled.Value;

    private static PortableExecutableReference Compile(string assemblyName, string file)
    {
        var source = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Stubs", file));
        var compilation = CSharpCompilation.Create(
            assemblyName,
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))],
            ReferencePacks.AspNetCore,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CompileErrors.FailOn(compilation);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray(), filePath: assemblyName + ".dll");
    }
}
