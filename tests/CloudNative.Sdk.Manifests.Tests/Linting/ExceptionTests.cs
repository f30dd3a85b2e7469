using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Linting;

public sealed class ExceptionTests
{
    [Fact]
    public void An_exception_stands_in_the_words_of_every_linter_with_reason_and_last_day()
    {
        var annotations = Annotations(TestInput.Web().WithService("exceptions: [{rule: no-read-only-root-fs, reason: writes its cache beside itself, until: 2027-03-31}]").Render());

        Assert.Equal("writes its cache beside itself; until 2027-03-31", annotations["ignore-check.kube-linter.io/no-read-only-root-fs"]);
        Assert.Equal("container-security-context-readonlyrootfilesystem", annotations["kube-score/ignore"]);
        Assert.Equal("true", annotations["polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt"]);
        Assert.Equal("writes its cache beside itself; until 2027-03-31", annotations["exception.cloudnative.sdk/no-read-only-root-fs"]);
    }

    [Fact]
    public void Exceptions_join_those_that_follow_from_the_design() =>
        Assert.Equal(
            "deployment-replicas,deployment-has-poddisruptionbudget,container-image-pull-policy",
            Annotations(TestInput.Web().WithService("exceptions: [{rule: CNS7132, reason: a, until: 2027-03-31}]").Render("dev"))["kube-score/ignore"]);

    [Fact]
    public void An_exception_stands_on_the_kind_of_object_that_the_rule_is_about()
    {
        var set = TestInput.Web().WithService("exceptions: [{rule: pdb-max-unavailable, reason: a, until: 2027-03-31}]").Render();

        Assert.Contains("exception.cloudnative.sdk/pdb-max-unavailable", ManifestSet.Strings(set.One("PodDisruptionBudget")["metadata"]!["annotations"]).Keys);
        Assert.DoesNotContain("exception.cloudnative.sdk/pdb-max-unavailable", Annotations(set).Keys);
    }

    [Theory]
    [InlineData("{rule: CNS7126, reason: a}", "service.yaml(2,14): error CNS7060: the field 'exceptions[0].until' is missing; an exception names its rule, the reason, and its last day")]
    [InlineData("{rule: CNS7126, until: 2027-01-01}", "service.yaml(2,14): error CNS7060: the field 'exceptions[0].reason' is missing; an exception names its rule, the reason, and its last day")]
    [InlineData("{rule: CNS7126, reason: a, until: 2026-11-20}", "service.yaml(2,48): error CNS7060: the exception from 'CNS7126' ended on 2026-11-20; mend what it allows, or give it a later day")]
    [InlineData("{rule: CNS7126, reason: a, until: next year}", "service.yaml(2,48): error CNS7003: exceptions[0].until must be a day, as 2027-03-31, but was 'next year'")]
    [InlineData("{rule: CNS7126, reason: \"a\\nb\", until: 2027-01-01}", "service.yaml(2,38): error CNS7003: exceptions[0].reason must be a text of up to 200 characters in one line, but was 'a\nb'")]
    [InlineData("{rule: run-as-nonroot, reason: a, until: 2027-01-01}", "service.yaml(2,21): error CNS7003: there is no rule 'run-as-nonroot'; did you mean 'run-as-non-root'?")]
    [InlineData("CNS7126", "service.yaml(2,14): error CNS7003: exceptions[0] must be a mapping of rule, reason and until, but was 'CNS7126'")]
    public void An_exception_without_reason_or_end_is_an_error(string exception, string problem) =>
        Assert.Equal([problem], (TestInput.Web().WithService($"exceptions: [{exception}]") with { Today = "2026-11-21" }).Problems());

    [Fact]
    public void The_last_day_counts() =>
        Assert.Equal([], (TestInput.Web().WithService("exceptions: [{rule: CNS7126, reason: a, until: 2026-11-21}]") with { Today = "2026-11-21" }).Problems());

    private static IReadOnlyDictionary<string, string> Annotations(ManifestSet set) => ManifestSet.Strings(set.Deployment["metadata"]!["annotations"]);
}
