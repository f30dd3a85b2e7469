using System.Net;
using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Cli.Tests.Examining;

public sealed class DoctorTests : TestFolder
{
    [Fact]
    public async Task A_project_that_is_fine_has_nothing_to_do()
    {
        var service = Project().Publish();
        Restore(service, "CloudNative.Sdk/1.2.0", "CloudNative.Sdk.Core/1.2.0", "Polly.Core/8.9.1");
        Build(service);

        var run = await ToolRun.Ends(ExitCodes.Ok, "doctor", service.Folder);

        Assert.Equal(
            """
            ok  2 packages of the SDK, all of version 1.2.0
            ok  the code uses all features
            ok  the settings are valid for 4 environments
            ok  manifests were written at a publish

            Nothing to do.

            """,
            run.Output);
    }

    [Fact]
    public async Task What_is_wrong_is_listed_with_what_to_do()
    {
        var service = Project().Publish();
        Restore(service, "CloudNative.Sdk/1.2.0", "CloudNative.Sdk.Core/1.1.0");
        Build(service);
        service.Write("service.prod.yaml", "tema: shop\n");

        var findings = (await ToolRun.Ends(ExitCodes.Findings, "doctor", service.Folder, "--json")).Json["findings"]!.AsArray();

        Assert.Equal(
            ["reference one version of all: 1.2.0", "unknown field 'tema'; did you mean 'team'?"],
            findings.Where(finding => !finding!["ok"]!.GetValue<bool>()).Select(finding => finding!["do"]!.ToString()));
    }

    [Fact]
    public async Task A_folder_that_was_never_built_says_what_comes_first()
    {
        var run = await ToolRun.Ends(ExitCodes.Findings, "doctor", Project().Folder);

        Assert.EndsWith("To do:\n1. dotnet restore, and look again: the packages are read from obj/project.assets.json\n2. dotnet build, and look again: what the code uses is read from the assembly\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"dotnet cloudnative: '{PathOf("empty")}' holds no project; ", (await ToolRun.Ends(ExitCodes.WrongUse, "doctor", Directory.CreateDirectory(PathOf("empty")).FullName)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_is_asked_for_itself_its_probes_and_its_checks()
    {
        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        server.Prefixes.Add(address + "/");
        server.Start();
        var serving = ServeAsync(server, 5);

        var run = await ToolRun.Ends(ExitCodes.Findings, "doctor", address);

        await serving;
        Assert.Equal(
            """
            ok  checkout 1.4.2, commit 4f1c2ab9, in Production: Running
            ok  /healthz/startup is 200
            no  /healthz/ready is 503
            ok  /healthz/live is 200
            no  check orders-db is Unhealthy

            To do:
            1. a check below is unhealthy, the service drains, or it is overloaded
            2. orders-db: connection refused

            """,
            run.Output);
    }

    [Fact]
    public async Task An_instance_that_is_not_there_is_told()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";

        Assert.StartsWith($"no  {address}/ does not answer within 5 s\n", (await ToolRun.Ends(ExitCodes.Findings, "doctor", address)).Output, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(HttpListener server, int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            var context = await server.GetContextAsync();
            var (status, body) = context.Request.Url!.AbsolutePath switch
            {
                "/info" => (200, """{"service": "checkout", "version": "1.4.2", "commit": "4f1c2ab9", "environment": "Production", "state": "Running"}"""),
                "/health" => (503, """{"checks": {"orders-db": {"status": "Unhealthy", "description": "connection refused"}}}"""),
                "/healthz/ready" => (503, "Unhealthy"),
                _ => (200, "Healthy"),
            };
            context.Response.StatusCode = status;
            await using (var writer = new StreamWriter(context.Response.OutputStream))
            {
                await writer.WriteAsync(body);
            }
        }
    }

    private ScratchService Project() => new ScratchService(PathOf("checkout")).Write("Shop.Checkout.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");

    private static void Restore(ScratchService service, params string[] libraries)
    {
        Directory.CreateDirectory(Path.Combine(service.Folder, "obj"));
        service.Write(Path.Combine("obj", "project.assets.json"), new JsonObject { ["libraries"] = new JsonObject(libraries.Select(library => KeyValuePair.Create(library, (JsonNode?)new JsonObject()))) }.ToJsonString());
    }

    private static void Build(ScratchService service)
    {
        var output = Directory.CreateDirectory(Path.Combine(service.Folder, "bin", "Release", "net10.0")).FullName;
        File.Copy(Path.Combine(service.Folder, "publish", "Shop.Checkout.dll"), Path.Combine(output, "Shop.Checkout.dll"));
    }
}
