namespace CloudNative.Sdk.Cli.Tests.Planning;

public sealed class PlanTests : TestFolder
{
    private const string BlueServes = """{"slots": [{"slot": "blue", "version": "1.0.0", "instances": 2, "healthy": 2, "serves": true}]}""";

    private const string OldDeployment = """
        {"kind": "List", "items": [
          {"kind": "Deployment", "metadata": {"name": "checkout-blue", "generation": 1, "labels": {"app.kubernetes.io/name": "checkout"}},
           "spec": {"replicas": 3, "selector": {"matchLabels": {"cloudnative.sdk/colour": "blue"}}, "template": {"metadata": {"labels": {"app.kubernetes.io/version": "1.0.0"}}, "spec": {"containers": []}}},
           "status": {"observedGeneration": 1, "updatedReplicas": 3, "availableReplicas": 3}},
          {"kind": "Service", "metadata": {"name": "checkout"}, "spec": {"selector": {"cloudnative.sdk/colour": "blue"}}}]}
        """;

    [Fact]
    public async Task A_plan_says_the_steps_and_the_way_back()
    {
        var service = Published("strategy: {kind: bluegreen}");
        File.WriteAllText(PathOf("state.json"), BlueServes);

        Assert.Equal(
            """
            checkout 1.4.2 in prod, green: to do:
              1. start green with 2 instances
              2. wait for green: 2 instances ready
              3. send the requests to green
              4. keep blue for 10m, ready to take over again
              5. take blue away

            """,
            (await ToolRun.Ends(ExitCodes.Ok, "plan", service.Deploy, "--env", "prod", "--running", PathOf("state.json"))).Output);
    }

    [Fact]
    public async Task What_kubectl_prints_gives_commands_of_kubectl_on_files_that_are_there()
    {
        var service = Published("scale: {min: 2, max: 5}\nstrategy: {kind: bluegreen}");
        File.WriteAllText(PathOf("state.json"), OldDeployment);

        var plan = (await ToolRun.Ends(ExitCodes.Ok, "plan", service.Deploy, "--env", "prod", "--running", PathOf("state.json"), "--json")).Json;

        Assert.Equal("kubernetes", (string?)plan["platform"]);
        Assert.False((bool)plan["done"]!);
        string[] commands = [.. plan["plans"]![0]!["steps"]!.AsArray().SelectMany(step => step!["commands"]!.AsArray()).Select(command => (string)command!)];
        Assert.Equal(
            [
                "kubectl apply -f kubernetes/rendered/prod.yaml",
                "kubectl apply -f kubernetes/rendered/prod.green.yaml",
                "kubectl scale deployment/checkout-green --replicas=3",
                "kubectl rollout status deployment/checkout-green --timeout=300s",
                "kubectl apply -f kubernetes/rendered/prod.to-green.yaml",
                "kubectl annotate service/checkout cloudnative.sdk/since=\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\" --overwrite",
                "sleep 600",
                "kubectl delete horizontalpodautoscaler,deployment,service --selector app.kubernetes.io/instance=checkout-blue",
            ],
            commands);
        Assert.All(commands.Where(command => command.Contains("apply", StringComparison.Ordinal)), command => Assert.True(File.Exists(Path.Combine(service.Deploy, command.Split(' ')[^1])), command));
    }

    [Fact]
    public async Task An_unknown_environment_names_the_nearest()
    {
        var service = Published("");
        File.WriteAllText(PathOf("state.json"), BlueServes);

        var run = await ToolRun.Ends(ExitCodes.WrongUse, "plan", service.Deploy, "--env", "prd", "--running", PathOf("state.json"));

        Assert.Equal($"dotnet cloudnative: '{Path.Combine(service.Deploy, "release.json")}' has no environment 'prd'; did you mean 'prod'?\n", run.Error);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_told_with_its_place()
    {
        var service = Published("");
        File.WriteAllText(PathOf("state.json"), """{"slots": [{"slot": "only", "version": "1", "instances": 1, "healthy": 1}]}""");

        var run = await ToolRun.Ends(ExitCodes.WrongUse, "plan", service.Deploy, "--env", "prod", "--running", PathOf("state.json"));

        Assert.Equal($"{PathOf("state.json")}: error CNS7003: slots[0].serves must be true or false\n", run.Error);
        Assert.Empty(run.Output);
    }

    private ScratchService Published(string yaml) => new ScratchService(PathOf("checkout")).Write("service.yaml", $"apiVersion: cloudnative/v1\nname: checkout\n{yaml}\n").Publish();
}
