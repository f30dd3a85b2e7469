using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Discovery;

public sealed class LiteralAddressRuleTests
{
    private const string Id = "CNS5001";

    private static string Code(string body, string members = "") => $$"""
        using Microsoft.Extensions.Configuration;

        class Setup(IConfiguration configuration, IHostEnvironment env, HttpClient http, ILogger<Setup> logger)
        {
            async Task M(string name, int port)
            {
                logger.LogInformation("{A} {B} {C} {D}", configuration, env, http, name + port);
                {{body}}
                await Task.Yield();
            }
            {{members}}
            static void Connect(string host) { }
            static void Dial(string broker, int times) { }
            static void Save(string name) { }
            static void Send(Uri endpoint) { }
        }
        class Options { public string Address { get; set; } = ""; public string Authority { get; set; } = ""; public Uri? Endpoint { get; set; } public string Name { get; set; } = ""; public string RedirectUrl { get; set; } = ""; public List<string> Brokers { get; } = []; }
        """;

    [Theory]
    [InlineData("http.BaseAddress = new Uri([|\"http://10.0.4.7:8080\"|]);")]
    [InlineData("http.BaseAddress = new([|\"http://localhost:5001/\"|]);")]
    [InlineData("http.BaseAddress = new Uri([|\"https://127.0.0.1\"|]);")]
    [InlineData("http.BaseAddress = new Uri([|\"http://inventory:8080\"|]);")]
    [InlineData("http.BaseAddress = new Uri([|\"http://inventory.shop.svc.cluster.local\"|]);")]
    [InlineData("http.BaseAddress = new Uri([|\"http://192.168.1.5/api\"|], UriKind.Absolute);")]
    [InlineData("http.BaseAddress = new Uri($\"[|http://10.0.4.7:|]{port}/\");")]
    [InlineData("http.BaseAddress = new Uri([|\"http://inventory:8080/\"|] + name);")]
    [InlineData("const string Url = [|\"http://10.0.4.7\"|]; http.BaseAddress = new Uri(Url);")]
    [InlineData("var uri = new Uri([|\"http://10.0.4.7\"|]); http.BaseAddress = uri;")]
    [InlineData("await http.GetAsync([|\"http://localhost:8080/x\"|]);")]
    [InlineData("await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, [|\"http://172.16.0.9/x\"|]));")]
    [InlineData("Connect([|\"redis:6379\"|]);")]
    [InlineData("Connect([|\"10.0.4.7\"|]); Connect([|\"localhost\"|]); Connect([|\"cache.shop.svc.cluster.local\"|]);")]
    [InlineData("using var tcp = new System.Net.Sockets.TcpClient([|\"192.168.1.5\"|], port);")]
    [InlineData("Connect([|\"redis://cache:6379\"|]);")]
    [InlineData("Dial([|\"kafka-0:9092,kafka-1:9092\"|], 1);")]
    [InlineData("Send(new Uri([|\"amqp://rabbit:5672\"|]));")]
    [InlineData("_ = new Options { Address = [|\"http://localhost:5003\"|], Authority = [|\"http://identity:80\"|] };")]
    [InlineData("var o = new Options(); o.Endpoint = new Uri([|\"http://localhost:4317\"|]);")]
    public Task An_address_in_code_is_reported(string body) => RuleRun.ReportsMarked(Id, Code(body));

    [Theory]
    [InlineData("http.BaseAddress = new Uri(\"https+http://inventory\");")]
    [InlineData("http.BaseAddress = new Uri(\"http://inventory\");")]
    [InlineData("http.BaseAddress = new Uri(\"https://api.example.com\");")]
    [InlineData("http.BaseAddress = new Uri(\"https://api.example.com:8443\");")]
    [InlineData("http.BaseAddress = new Uri(configuration[\"Inventory\"]!);")]
    [InlineData("if (env.IsDevelopment()) { http.BaseAddress = new Uri(\"http://localhost:5001\"); }")]
    [InlineData("http.BaseAddress = new Uri(env.IsDevelopment() ? \"http://localhost:5001\" : configuration[\"Url\"]!);")]
    [InlineData("if (!env.IsDevelopment()) { return; } http.BaseAddress = new Uri(\"http://localhost:5001\");")]
    [InlineData("var url = env.EnvironmentName == \"Development\" ? \"http://localhost:1234\" : name; Connect(url);")]
    [InlineData("http.BaseAddress = new Uri(env.IsProduction() ? \"https://shop.example.com\" : \"http://10.1.1.1\");")]
    [InlineData("if (name == \"http://localhost:5001\") { Save(name); }")]
    [InlineData("if (name.StartsWith(\"http://localhost:5001\", StringComparison.Ordinal)) { Save(name); }")]
    [InlineData("Save(\"http://localhost:5001\");")]
    [InlineData("logger.LogInformation(\"http://localhost:5001\");")]
    [InlineData("Save(\"10.0.4.7:80\"); Save(\"8.1.0.84\");")]
    [InlineData("Connect(\"8.1.0.84\"); Connect(\"name: value\"); Connect(\"12:30\"); Connect(\"a:b:c\");")]
    [InlineData("Connect(\"server\\\\instance:1433\");")]
    [InlineData("Connect(\"redis\"); Dial(\"localhost\", 1); Save(\"localhost\"); _ = new Options { Address = \"localhost\" };")]
    [InlineData("Connect(configuration[\"Host\"] ?? \"localhost\"); if (http.BaseAddress!.Host == \"localhost\") { Save(name); }")]
    [InlineData("_ = new UriBuilder(\"http\", \"localhost\", port).Uri; _ = new UriBuilder { Host = \"localhost\" }; _ = System.Net.Dns.GetHostEntry(\"localhost\"); _ = System.Net.IPAddress.Parse(\"127.0.0.1\");")]
    [InlineData("if (env.IsDevelopment()) { Connect(\"localhost\"); }")]
    [InlineData("_ = new Options { RedirectUrl = \"http://localhost:5003/signin\", Name = \"http://localhost:1\" };")]
    [InlineData("_ = new Uri(\"http://localhost:5001\");")]
    [InlineData("var ns = new Uri(\"http://localhost:5001\"); Save(ns.Host);")]
    [InlineData("Connect(name + \"://localhost:5001\");")]
    public Task A_logical_name_or_another_use_is_silent(string body) => RuleRun.IsSilent(Id, Code(body));

    [Fact]
    public Task Where_the_program_listens_is_silent() => RuleRun.IsSilent(Id, """
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseUrls("http://localhost:5000");
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("http://localhost:3000")));
        var app = builder.Build();
        app.Urls.Add("http://localhost:5001");
        app.MapGet("/", () => Microsoft.AspNetCore.Http.Results.Redirect("http://localhost:3000"));
        app.Run("http://localhost:8080");
        """);

    [Fact]
    public Task Fields_are_followed_to_their_use() => RuleRun.ReportsMarked(Id, Code(
        "http.BaseAddress = new Uri(Base); Connect(Hosts.Redis); Save(Unused);",
        "private const string Base = [|\"http://10.0.4.7\"|]; private static readonly string Unused = \"http://10.0.4.8\";")
        + "static class Hosts { public const string Redis = [|\"redis:6379\"|]; }");

    [Theory]
    [InlineData("class Settings { public string InventoryUrl { get; set; } = \"http://localhost:5001\"; }")]
    [InlineData("record Settings(string InventoryUrl = \"http://localhost:5001\");")]
    [InlineData("class C(Microsoft.Extensions.Configuration.IConfiguration c) { void M(HttpClient http) => http.BaseAddress = new Uri(c[\"Url\"] ?? \"http://localhost:5001\"); }")]
    public async Task A_default_is_a_suggestion(string source)
    {
        var scenario = Scenario.Of(source);
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), found => found.Id == Id);

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
    }

    [Theory]
    [InlineData("var channel = Grpc.Net.Client.GrpcChannel.ForAddress([|\"http://catalog:5001\"|]);")]
    [InlineData("var factory = new RabbitMQ.Client.ConnectionFactory { Uri = new Uri(\"amqp://rabbit:5672\") };")]
    [InlineData("var config = new Confluent.Kafka.ProducerConfig { BootstrapServers = [|\"kafka:9092\"|] };")]
    [InlineData("var local = new RabbitMQ.Client.ConnectionFactory { HostName = [|\"localhost\"|] }; var other = new RabbitMQ.Client.ConnectionFactory { HostName = \"rabbit\" };")]
    [InlineData("Missing.Do(\"http://catalog:5001\"); Missing.Do(\"localhost\");")]
    public Task Calls_of_absent_packages_are_judged_by_distinctive_names(string body) => RuleRun.ReportsMarked(Id, Scenario.Of(Code(body)).Broken());

    [Theory]
    [InlineData("http.BaseAddress = new Uri(\"http://10.0.4.7\"")]
    [InlineData("http.Missing(new Uri(\"http://10.0.4.7\"), ;")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Code(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Code("http.BaseAddress = new Uri(\"http://10.0.4.7\");"));

    [Theory]
    [InlineData("test")]
    [InlineData("apphost")]
    [InlineData("cli")]
    public Task Projects_that_are_no_service_are_silent(string kind) =>
        RuleRun.IsSilent(Id, Scenario.Of(Code("http.BaseAddress = new Uri(\"http://10.0.4.7\");")).Option("cns_project_kind", kind));

    [Theory]
    [InlineData("http.BaseAddress = new Uri(\"http://169.254.169.254/latest/meta-data\");", "")]
    [InlineData("Connect(Host);", "public string Host { get; set; } = \"localhost\";")]
    [InlineData("", "public Setup(IConfiguration configuration, string host) : this(configuration, null!, null!, null!) => Connect(host); public Setup(IConfiguration configuration) : this(configuration, \"localhost\") { }")]
    public Task What_a_cloud_promises_and_defaults_are_silent(string body, string members) => RuleRun.IsSilent(Id, Code(body, members));

    [Fact]
    public Task A_check_of_an_absent_package_is_told_its_server() =>
        RuleRun.ReportsMarked(Id, Scenario.Of("var builder = WebApplication.CreateBuilder(args); builder.Services.AddHealthChecks().AddRedis([|\"cache:6379\"|]); builder.Build().Run();").Broken());
}
