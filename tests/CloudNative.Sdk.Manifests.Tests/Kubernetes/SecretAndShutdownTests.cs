using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

public sealed class SecretAndShutdownTests
{
    [Fact]
    public void A_secret_of_a_store_outside_becomes_one_of_the_cluster()
    {
        var set = TestInput.Web().WithService("name: checkout\nsecrets: {Payments:ApiKey: {externalSecret: shop/checkout, property: api-key, store: vault}, Db: {externalSecret: shop/db, store: vault}}").Render();
        var external = set.One("ExternalSecret");

        Assert.Equal("checkout-vault", external["spec"]!["target"]!["name"]!.GetValue<string>());
        Assert.Equal("""[{"secretKey":"db","remoteRef":{"key":"shop/db"}},{"secretKey":"payments-apikey","remoteRef":{"key":"shop/checkout","property":"api-key"}}]""", external["spec"]!["data"]!.ToJsonString());
        var variable = set.Container["env"]!.AsArray().Single(variable => variable!["name"]!.GetValue<string>() == "Payments__ApiKey")!;
        Assert.Equal("""{"name":"checkout-vault","key":"payments-apikey"}""", variable["valueFrom"]!["secretKeyRef"]!.ToJsonString());
        Assert.All(KubernetesSchema.Supported, schema => Assert.Equal([], set.Objects.SelectMany(schema.Problems)));
    }

    [Fact]
    public void A_secret_of_files_is_mounted_and_the_configuration_holds_its_path()
    {
        var input = TestInput.Web().WithService("name: checkout\nsecrets: {Tls:Certificate: {secret: checkout-tls, file: /secrets/tls}}");
        var set = input.Render();

        Assert.Equal("/secrets/tls", set.Data["Tls__Certificate"]);
        Assert.Contains("""{"name":"tls-certificate","mountPath":"/secrets/tls","readOnly":true}""", set.Container["volumeMounts"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"name":"tls-certificate","secret":{"secretName":"checkout-tls","defaultMode":288}}""", set.Pod["volumes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tls__Certificate", set.Container["env"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("${CHECKOUT_TLS__CERTIFICATE:?folder with the files of the secret checkout-tls}:/secrets/tls:ro", ManifestGenerator.Generate(input).Files.Single(file => file.Path == "compose/compose.yaml").Content, StringComparison.Ordinal);
        Assert.All(KubernetesSchema.Supported, schema => Assert.Equal([], set.Objects.SelectMany(schema.Problems)));
    }

    [Fact]
    public void A_preStop_hook_waits_in_place_of_the_service()
    {
        var set = TestInput.Web().WithService("shutdown: {owner: preStop, drain: 12s}").Render();

        Assert.Equal(12, set.Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<long>());
        Assert.Equal("00:00:00", set.Data["CloudNative__Health__DrainDelay"]);
        Assert.Equal(12 + 30 + 5, set.Pod["terminationGracePeriodSeconds"]!.GetValue<long>());
        Assert.DoesNotContain("cloudnative.sdk/drain-seconds", ManifestSet.Strings(set.Template["metadata"]!["annotations"]).Keys);
        Assert.All(KubernetesSchema.Supported, schema => Assert.Equal([], set.Objects.SelectMany(schema.Problems)));
    }

    [Fact]
    public void Waiting_twice_is_an_error() =>
        Assert.Equal(
            ["service.yaml(2,19): error CNS7041: shutdown.owner is preStop, but Program.cs(7,5) sets CloudNative:Health:DrainDelay to 9s, so that a stop would wait twice; remove one of the two"],
            TestInput.Web(TestInput.Option("CloudNative:Health:DrainDelay", "00:00:09")).WithService("shutdown: {owner: preStop}").Problems());

    [Fact]
    public void The_service_is_told_which_pod_it_is_and_on_which_node()
    {
        var variables = TestInput.Web().Render().Container["env"]!.AsArray().ToDictionary(variable => variable!["name"]!.GetValue<string>(), variable => variable!["valueFrom"]?["fieldRef"]!["fieldPath"]!.GetValue<string>() ?? variable["value"]!.GetValue<string>());

        Assert.Equal(("spec.nodeName", "metadata.uid", "shop-checkout"), (variables["NODE_NAME"], variables["POD_UID"], variables["DEPLOYMENT_NAME"]));
    }

    [Fact]
    public void The_record_says_without_what_the_service_cannot_work() =>
        Assert.Contains(
            "\"criticalDependencies\": [\n      \"payments\"\n    ]",
            ManifestGenerator.Generate(TestInput.Web().WithService("dependencies: {payments: {kind: http, critical: true}, cache: {kind: redis}}")).Files.Single(file => file.Path == "release.json").Content,
            StringComparison.Ordinal);
}
