using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Generation;

public sealed class ServiceFactTests
{
    private static IEnumerable<string> Facts(string kind, string statements, string types = "", string prefix = "") =>
        FactRun.Of(Scenario.Of($"{prefix}var builder = WebApplication.CreateBuilder(args); var services = builder.Services;\n{statements}\n{types}")).Facts
            .Where(fact => fact.StartsWith(kind + " ", StringComparison.Ordinal) || fact == kind)
            .Select(fact => System.Text.RegularExpressions.Regex.Replace(fact, @" at=\S+$", ""));

    [Theory]
    [InlineData("AddCheck(\"a\", () => default)", "name=a")]
    [InlineData("AddCheck(\"a\", () => default, [\"live\", Ready])", "name=a tag=live tag=ready")]
    [InlineData("AddCheck(\"a\", () => default, new[] { \"live\" })", "name=a tag=live")]
    [InlineData("AddCheck(\"a\", () => default, Tags.All)", "name=a tag=x tag=y")]
    [InlineData("AddCheck(\"a\", () => default, args)", "name=a unknown=tag")]
    [InlineData("AddCheck<Db>(\"db\", tags: [\"ready\"])", "name=db type=Shop.Db tag=ready")]
    [InlineData("AddCheck(\"db\", new Shop.Db())", "name=db type=Shop.Db")]
    [InlineData("AddTypeActivatedCheck<Db>(\"db\", null, tags: new List<string> { \"ready\" })", "name=db type=Shop.Db tag=ready")]
    [InlineData("AddAsyncCheck(\"a\", async () => { await Task.Yield(); return default; }, [\"startup\"])", "name=a tag=startup")]
    [InlineData("AddServiceCheck(\"catalog\", tags: [\"ready\"])", "name=catalog service=catalog tag=ready")]
    [InlineData("AddServiceCheck(\"catalog\", tags: [\"core\"])", "name=catalog service=catalog tag=core tag=ready")]
    public void A_health_check_states_its_name_class_and_tags(string call, string expected)
    {
        var facts = Facts(
            "healthcheck",
            $"const string Ready = \"ready\"; services.AddHealthChecks().{call};",
            """
            static class Tags { public static readonly string[] All = ["x", "y"]; }
            namespace Shop
            {
                class Db : IHealthCheck { public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation) => throw new NotSupportedException(); }
            }
            """,
            "using Microsoft.Extensions.Diagnostics.HealthChecks; using Shop;\n");

        Assert.Equal("healthcheck " + expected, Assert.Single(facts));
    }

    [Theory]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new Uri(\"https+http://catalog\"))", "name=a address=https+http://catalog service=catalog scheme=https scheme=http")]
    [InlineData("AddHttpClient<Client>(c => c.BaseAddress = new(\"http://_admin.catalog/api\"))", "name=Client address=http://_admin.catalog/api service=catalog scheme=http endpoint=admin")]
    [InlineData("AddHttpClient<Client>((_, c) => { c.Timeout = default; c.BaseAddress = new(\"http://orders:8080\"); })", "name=Client address=http://orders:8080 service=orders scheme=http")]
    [InlineData("AddHttpClient<IClient, Client>().ConfigureHttpClient(c => c.BaseAddress = new(\"http://orders\"))", "name=IClient address=http://orders service=orders scheme=http")]
    [InlineData("AddHttpClient<Own>()", "name=Own address=http://stock service=stock scheme=http")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(\"https://api.example.com\"))", "name=a address=https://api.example.com")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(\"http://10.0.0.1:80\"))", "name=a address=http://10.0.0.1:80")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(\"http://localhost:5000\"))", "name=a address=http://localhost:5000")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(\"http://[::1]:5000\"))", "name=a address=http://[::1]:5000")]
    public void An_http_client_states_its_address_and_the_logical_service(string call, string expected) =>
        Assert.Equal("httpclient " + expected, Assert.Single(Facts("httpclient", $"services.{call};", Clients)));

    [Theory]
    [InlineData("AddHttpClient(\"a\")")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(builder.Configuration[\"x\"]!))")]
    [InlineData("AddHttpClient(\"a\", c => { if (args.Length > 0) { c.BaseAddress = new(\"http://catalog\"); } })")]
    [InlineData("AddHttpClient(\"a\", c => { c.BaseAddress = new(\"http://a\"); c.BaseAddress = new(\"http://b\"); })")]
    [InlineData("AddHttpClient(\"a\", c => c.BaseAddress = new(\"http://user:secret@catalog\"))")]
    public void An_address_that_is_not_certain_or_holds_a_secret_is_left_out(string call) => Assert.Empty(Facts("httpclient", $"services.{call};", Clients));

    [Theory]
    [InlineData("builder.WebHost.UseUrls(\"http://*:5000;https://+:5001\");", "port=5000 scheme=http", "port=5001 scheme=https")]
    [InlineData("builder.WebHost.UseUrls(\"http://localhost:5000\", \"http://*\");", "port=5000 scheme=http loopback=true", "port=80 scheme=http")]
    [InlineData("builder.Build().Run(\"http://*:5000\");", "port=5000 scheme=http")]
    [InlineData("await builder.Build().RunAsync(\"http://0.0.0.0:5000\");", "port=5000 scheme=http")]
    [InlineData("const string Url = \"http://*:5000\"; builder.Build().Run(Url);", "port=5000 scheme=http")]
    [InlineData("const string Port = \"5000\"; builder.Build().Run($\"http://*:{Port}\");", "port=5000 scheme=http")]
    [InlineData("builder.Build().Run(\"http://*:\" + \"5000\");", "port=5000 scheme=http")]
    [InlineData("var app = builder.Build(); app.Urls.Add(\"https://*:7000\");", "port=7000 scheme=https")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.ListenAnyIP(5000));", "port=5000 scheme=http")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.ListenAnyIP(5001, l => l.UseHttps()));", "port=5001 scheme=https")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.ListenLocalhost(5000));", "port=5000 scheme=http loopback=true")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Any, 5000));", "port=5000 scheme=http")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 5000));", "port=5000 scheme=http loopback=true")]
    public void A_port_that_code_listens_on_is_stated(string statements, params string[] expected) =>
        Assert.Equal(expected.Select(fact => "port " + fact), Facts("port", statements));

    [Theory]
    [InlineData("if (builder.Environment.IsDevelopment()) { builder.WebHost.UseUrls(\"http://*:5000\"); }")]
    [InlineData("builder.WebHost.UseUrls(args[0]);")]
    [InlineData("builder.WebHost.UseUrls(\"http://*:0\");")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Parse(args[0]), 5000));")]
    [InlineData("builder.Build().Run();")]
    public void A_port_that_is_not_certain_is_left_out(string statements) => Assert.Empty(Facts("port", statements));

    [Theory]
    [InlineData("builder.AddCloudNative();", "all")]
    [InlineData("builder.AddCloudNativeTelemetry(); builder.AddCloudNativeHealth(); builder.AddCloudNativeCore();", "core feature=health feature=telemetry")]
    [InlineData("builder.AddCloudNativeDiscovery().AddCloudNativeDiscovery();", "discovery")]
    public void The_features_are_one_fact(string statements, string expected) => Assert.Equal("features feature=" + expected, Assert.Single(Facts("features", statements)));

    [Fact]
    public void A_feature_of_an_http_client_is_no_feature_of_the_program() => Assert.Empty(Facts("features", "services.AddHttpClient(\"a\").AddCloudNativeResiliency();"));

    [Fact]
    public void Endpoints_on_the_application_port_are_stated() => Assert.Equal("mapped-ops", Assert.Single(Facts("mapped-ops", "builder.Build().MapCloudNative();")));

    [Fact]
    public void Hosted_services_and_startup_tasks_are_stated()
    {
        const string Types = "class Pump : BackgroundService { protected override Task ExecuteAsync(CancellationToken t) => Task.CompletedTask; } class Warm : CloudNative.Sdk.Core.IStartupTask;";
        const string Statements = "services.AddHostedService<Pump>(); services.AddStartupTask<Warm>();";

        Assert.Equal("hostedservice type=Pump", Assert.Single(Facts("hostedservice", Statements, Types)));
        Assert.Equal("startuptask type=Warm", Assert.Single(Facts("startuptask", Statements, Types)));
        Assert.Equal("startuptask name=warm", Assert.Single(Facts("startuptask", "services.AddStartupTask(\"warm\", (_, _) => Task.CompletedTask);")));
    }

    [Theory]
    [InlineData("builder.AddCloudNativeCore(o => o.Port = 9000);", "key=CloudNative:Ops:Port value=9000")]
    [InlineData("builder.AddCloudNativeCore(o => o.Address = \"localhost\");", "key=CloudNative:Ops:Address value=localhost")]
    [InlineData("builder.AddCloudNativeCore(o => { o.Enabled = false; });", "key=CloudNative:Ops:Enabled value=false")]
    [InlineData("builder.AddCloudNativeHealth(o => o.DrainDelay = TimeSpan.FromSeconds(10));", "key=CloudNative:Health:DrainDelay value=00:00:10")]
    [InlineData("builder.AddCloudNativeHealth(o => o.CheckTimeout = TimeSpan.FromMilliseconds(1500.5));", "key=CloudNative:Health:CheckTimeout value=00:00:01.5005000")]
    [InlineData("builder.AddCloudNativeHealth(o => o.CheckPeriod = new TimeSpan(0, 1, 0));", "key=CloudNative:Health:CheckPeriod value=00:01:00")]
    [InlineData("builder.AddCloudNativeHealth(o => o.DrainDelay = new TimeSpan(1, 2, 3, 4, 5));", "key=CloudNative:Health:DrainDelay value=1.02:03:04.0050000")]
    [InlineData("builder.AddCloudNativeHealth(o => o.DrainDelay = TimeSpan.Zero);", "key=CloudNative:Health:DrainDelay value=00:00:00")]
    [InlineData("services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(1));", "key=Host:ShutdownTimeout value=00:01:00")]
    [InlineData("services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);", "key=Host:ShutdownTimeout value=-00:00:00.0010000")]
    [InlineData("builder.Host.ConfigureHostOptions(o => o.ShutdownTimeout = Limits.Stop);", "key=Host:ShutdownTimeout value=00:00:45")]
    public void An_option_set_to_a_constant_is_stated_as_configuration_would(string statements, string expected) =>
        Assert.Equal("option " + expected, Assert.Single(Facts("option", statements, "static class Limits { public static readonly TimeSpan Stop = TimeSpan.FromSeconds(45); }")));

    [Theory]
    [InlineData("builder.AddCloudNativeCore(o => o.Port = args.Length);")]
    [InlineData("builder.AddCloudNativeCore(o => { if (args.Length > 0) { o.Port = 1; } });")]
    [InlineData("if (args.Length > 0) { builder.AddCloudNativeCore(o => o.Port = 1); }")]
    [InlineData("builder.AddCloudNativeCore(o => o.Port = 1); services.Configure<CloudNative.Sdk.Core.OpsOptions>(o => o.Port = 2);")]
    [InlineData("builder.AddCloudNativeCore(o => o.Port = 1); services.Configure<CloudNative.Sdk.Core.OpsOptions>(o => o.Port = args.Length);")]
    [InlineData("services.Configure<CloudNative.Sdk.Core.OpsOptions>(\"other\", o => o.Port = 1);")]
    [InlineData("builder.AddCloudNativeCore(o => o.AllowChanges = true);")]
    [InlineData("var o = new CloudNative.Sdk.Core.OpsOptions(); o.Port = 1;")]
    public void An_option_that_is_not_certain_is_left_out(string statements) => Assert.Empty(Facts("option", statements));

    [Theory]
    [InlineData("WebApplication.CreateBuilder(args).Build().Run();", "", "web")]
    [InlineData("WebApplication.Create(args).Run();", "", "web")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run();", "", "worker")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run();", "UsingMicrosoftNETSdkWeb", "worker")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(_ => { }).Build().Run();", "", "web")]
    [InlineData("Start.Run();", "UsingMicrosoftNETSdkWeb", "web")]
    [InlineData("Start.Run();", "UsingMicrosoftNETSdkWorker", "worker")]
    public void The_kind_of_program_follows_from_the_host_it_builds(string statements, string property, string kind) =>
        Assert.Contains("program kind=" + kind, FactRun.Of(Scenario.Of(statements, "static class Start { public static void Run() { } }").Option("build_property." + property, "true")).Facts);

    [Fact]
    public void A_program_without_a_host_and_a_library_have_no_kind()
    {
        Assert.Null(FactRun.Of("Console.WriteLine();").Source);
        Assert.Null(FactRun.Of(Scenario.Of("class C { void M() => WebApplication.CreateBuilder().Build(); }").As(OutputKind.DynamicallyLinkedLibrary)).Source);
    }

    private const string Clients = """
        interface IClient;
        class Client(HttpClient http) : IClient { public HttpClient Http => http; }
        class Own { public Own(HttpClient http) => http.BaseAddress = new Uri("http://stock"); }
        """;
}
