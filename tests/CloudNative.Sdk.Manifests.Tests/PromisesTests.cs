using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Manifests.Tests;

public sealed partial class PromisesTests
{
    [Fact]
    public void Every_test_that_a_promise_names_is_there()
    {
        var types = typeof(PromisesTests).Assembly.GetTypes().ToLookup(type => type.Name);
        var named = Named().Matches(File.ReadAllText(Repository.PathOf("tests", "CloudNative.Sdk.Manifests.Tests", "PROMISES.md")));

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !types[name.Groups[1].Value].Any(type => name.Groups[2].Value == "*" || type.GetMethod(name.Groups[2].Value) is not null));
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+|\*)`")]
    private static partial Regex Named();
}
