using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>The checks that the other tests rely on do find what they look for.</summary>
public sealed class ValidatorTests
{
    [Theory]
    [InlineData("revisionHistoryLimit: 5", "revisionHistoryLimt: 5", "/spec/revisionHistoryLimt: unknown field")]
    [InlineData("minReadySeconds: 5", "minReadySeconds: \"5\"", "/spec/minReadySeconds: \"5\" is not of type integer")]
    [InlineData("enableServiceLinks: false", "enableServiceLinks: \"no\"", "/spec/template/spec/enableServiceLinks: \"no\" is not of type boolean")]
    [InlineData("imagePullPolicy: Always", "imagePullPolicy: always", "/spec/template/spec/containers/0/imagePullPolicy: \"always\" is not one of Always, IfNotPresent, Never")]
    [InlineData("maxSurge: 1", "maxSurge: true", "/spec/strategy/rollingUpdate/maxSurge: matches 0 of 2 alternatives")]
    [InlineData("path: /healthz/live\n            port: ops", "path: /healthz/live", "/spec/template/spec/containers/0/livenessProbe/httpGet/port: required")]
    [InlineData("kind: Deployment", "kind: Deplyoment", "no schema for apps/v1 Deplyoment")]
    public void A_mistake_is_found_by_the_schema_of_every_version(string right, string wrong, string problem)
    {
        var text = Deployment();
        Assert.Contains(right, text, StringComparison.Ordinal);
        foreach (var schema in KubernetesSchema.Supported)
        {
            Assert.Equal([problem], schema.Problems(Yaml11.Parse(text.Replace(right, wrong, StringComparison.Ordinal))));
        }
    }

    [Theory]
    [InlineData("replicas: 2", "replicas: 1", "kube-score deployment-replicas, Polaris deploymentMissingReplicas")]
    [InlineData("imagePullPolicy: Always", "imagePullPolicy: Never", "kube-score container-image-pull-policy, Polaris pullPolicyNotAlways")]
    [InlineData(":1.4.2", ":latest", "kube-linter latest-tag, kube-score container-image-tag, Polaris tagNotSpecified")]
    [InlineData("path: /healthz/live", "path: /healthz/ready", "kube-score pod-probes-identical")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "kube-linter no-read-only-root-fs, Polaris notReadOnlyRootFilesystem")]
    public void A_mistake_is_found_by_the_linter_rules(string right, string wrong, string rule)
    {
        var files = ManifestGenerator.Generate(TestInput.Web()).Files.Select(file => new ManifestFile(file.Path, file.Content.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal([rule], LinterRules.Failures(new ManifestSet(files)));
    }

    private static string Deployment() => FileNamed("deployment.yaml").Content;

    private static ManifestFile FileNamed(string name) => ManifestGenerator.Generate(TestInput.Web()).Files.Single(file => file.Path.EndsWith(name, StringComparison.Ordinal));
}
