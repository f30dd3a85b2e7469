using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

internal static class CompileErrors
{
    /// <summary>Fails the test when the source does not compile: a rule proved on such code proves nothing.</summary>
    public static void FailOn(Compilation compilation)
    {
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        if (errors.Count > 0)
        {
            Assert.Fail("The source does not compile:\n" + string.Join('\n', errors) + "\n\n" + string.Join("\n----\n", errors.Select(error => error.Location.SourceTree?.ToString()).Distinct()));
        }
    }
}
