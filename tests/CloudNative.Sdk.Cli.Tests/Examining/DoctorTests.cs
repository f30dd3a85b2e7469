using System.Net;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Facts;
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
    public async Task The_configuration_of_an_environment_is_shown_with_its_origins_and_without_secrets()
    {
        var service = Configured();

        var run = await ToolRun.Ends(ExitCodes.Ok, "doctor", service.Folder, "-e", "stage", "--json");

        var configuration = run.Json["configuration"]!.AsArray().ToDictionary(setting => setting!["key"]!.ToString(), setting => setting!);
        Assert.Equal(
            """{"key":"CloudNative:Resiliency:Clients:catalog:Timeout","value":"00:00:03","from":"appsettings.Staging.json","overrides":[{"value":"00:00:02","from":"appsettings.json"}]}""",
            configuration["CloudNative:Resiliency:Clients:catalog:Timeout"].ToJsonString());
        Assert.Equal("***", configuration["CloudNative:Telemetry:Logs:Redaction:HashKey"]["value"]!.ToString());
        Assert.DoesNotContain("planted", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("dotnet cloudnative: unknown environment 'stge'; did you mean 'stage'?", (await ToolRun.Ends(ExitCodes.WrongUse, "doctor", service.Folder, "-e", "stge")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_code_overrules_is_a_conflict()
    {
        var service = Project()
            .Write("appsettings.json", """{"CloudNative": {"Health": {"DrainDelay": "00:00:20"}}}""")
            .With(new Fact(FactKinds.Option).With("key", "CloudNative:Health:DrainDelay").With("value", "00:00:09").With("at", "Program.cs(7,5)"))
            .Publish();
        Restore(service, "CloudNative.Sdk/1.2.0");
        Build(service);

        var run = await ToolRun.Ends(ExitCodes.Findings, "doctor", service.Folder);

        Assert.Contains("no  CloudNative:Health:DrainDelay is '00:00:20' in appsettings.json, but Program.cs(7,5) sets it to '00:00:09', which configuration cannot change\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1. remove CloudNative:Health:DrainDelay from appsettings.json, or its constant from Program.cs(7,5)\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_about_a_secret_does_not_show_it()
    {
        const string Key = "CloudNative:Telemetry:Logs:Redaction:HashKey";
        var service = Project()
            .Write("appsettings.json", $$"""{"{{Key}}": "planted-1"}""")
            .With(new Fact(FactKinds.Option).With("key", Key).With("value", "planted-2").With("at", "Program.cs(7,5)"))
            .Publish();
        Restore(service, "CloudNative.Sdk/1.2.0");
        Build(service);

        var run = await ToolRun.Ends(ExitCodes.Findings, "doctor", service.Folder);

        Assert.Contains($"no  {Key} is '***' in appsettings.json, but Program.cs(7,5) sets it to '***', ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", run.Output, StringComparison.Ordinal);
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
        var serving = ServeAsync(server, 6);

        var run = await ToolRun.Ends(ExitCodes.Findings, "doctor", address);

        await serving;
        Assert.Equal(
            """
            ok  checkout 1.4.2, commit 4f1c2ab9, in Production: Running
            ok  the SDK 1.2.0 on .NET 10.0.9
            ok  /healthz/startup is 200
            no  /healthz/ready is 503
            ok  /healthz/live is 200
            no  check orders-db is Unhealthy
            no  nothing reads 'CloudNative:Ops:Prot'

            configuration                  value     from                  overrides
            CloudNative:Health:DrainDelay  00:00:20  environment variable  00:00:10 (appsettings.json)
            CloudNative:Ops:Prot           9000      appsettings.json

            To do:
            1. a check below is unhealthy, the service drains, or it is overloaded
            2. orders-db: connection refused
            3. did you mean 'CloudNative:Ops:Port' by 'CloudNative:Ops:Prot'?

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
                "/info" => (200, """{"service": "checkout", "version": "1.4.2", "commit": "4f1c2ab9", "environment": "Production", "state": "Running", "sdk": "1.2.0", "runtime": ".NET 10.0.9"}"""),
                "/config" => (200, """
                    {
                      "unread": [{"key": "CloudNative:Ops:Prot", "nearest": "CloudNative:Ops:Port"}],
                      "keys": {
                        "AllowedHosts": {"value": "*", "origin": "appsettings.json"},
                        "CloudNative:Health:DrainDelay": {"value": "00:00:20", "origin": "environment variable", "overrides": [{"value": "00:00:10", "origin": "appsettings.json"}]},
                        "CloudNative:Ops:Prot": {"value": "9000", "origin": "appsettings.json"}
                      }
                    }
                    """),
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

    private ScratchService Configured()
    {
        var service = Project()
            .Write("appsettings.json", """{"CloudNative": {"Resiliency": {"Clients": {"catalog": {"Timeout": "00:00:02"}}}, "Telemetry": {"Logs": {"Redaction": {"HashKey": "planted-4711"}}}}}""")
            .Write("appsettings.Staging.json", """{"CloudNative:Resiliency:Clients:catalog:Timeout": "00:00:03"}""")
            .Publish();
        Restore(service, "CloudNative.Sdk/1.2.0");
        Build(service);
        return service;
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
