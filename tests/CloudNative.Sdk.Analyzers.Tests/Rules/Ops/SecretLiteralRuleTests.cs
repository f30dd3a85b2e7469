using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class SecretLiteralRuleTests
{
    private const string Id = "CNS2010";

    private static string Code(string body, string members = "") => $$"""
        using System.Net;
        using System.Text;
        using Microsoft.Extensions.Configuration;

        class Setup(IConfiguration configuration, IHostEnvironment env)
        {
            void M(string password)
            {
                _ = (configuration, env, password);
                {{body}}
            }
            static void Open(string connectionString) { }
            static void Save(string text) { }
            {{members}}
        }
        class Options { public string ConnectionString { get; set; } = ""; public string Text { get; set; } = ""; }
        """;

    [Theory]
    [InlineData("_ = new NetworkCredential(\"app\", [|\"Sommer2031!\"|]);")]
    [InlineData("_ = new NetworkCredential(password: [|\"Sommer2031!\"|], userName: \"app\");")]
    [InlineData("_ = new NetworkCredential { UserName = \"app\", Password = [|\"Sommer2031!\"|] };")]
    [InlineData("const string Word = \"Sommer2031!\"; _ = new NetworkCredential(\"app\", [|Word|]);")]
    [InlineData("Open([|\"Server=db;User Id=app;Password=Sommer2031!\"|]);")]
    [InlineData("Open([|\"Host=db;Username=app;Pwd=Sommer2031!;Database=x\"|]);")]
    [InlineData("Open([|\"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=c2VjcmV0c2VjcmV0==;EndpointSuffix=core.windows.net\"|]);")]
    [InlineData("Open([|\"Endpoint=sb://shop/;SharedAccessKeyName=root;SharedAccessKey=abcd1234abcd=\"|]);")]
    [InlineData("var text = [|\"Server=db;Password=Sommer2031!\"|]; Open(text);")]
    [InlineData("Open(configuration.GetConnectionString(\"x\") ?? [|\"Server=db;Password=Sommer2031!\"|]);")]
    [InlineData("Open(\"Server=db;\" + [|\"User=app;Password=Sommer2031!\"|]);")]
    [InlineData("Open($\"[|Server=db;Password=Sommer2031!;Database=|]{password}\");")]
    [InlineData("_ = new Options { ConnectionString = [|\"Server=db;Password=Sommer2031!\"|] };")]
    [InlineData("_ = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = [|\"Server=db;Password=Sommer2031!\"|] };")]
    [InlineData("Save([|\"AKIAIOSFODNN7EXAMPLQ\"|]);")]
    [InlineData("Save([|\"ghp_0123456789abcdefghijklmnopqrstuvwxyz\"|]);")]
    public Task A_secret_in_code_is_reported(string body) => RuleRun.ReportsMarked(Id, Code(body));

    [Theory]
    [InlineData("_ = new NetworkCredential(\"app\", password);")]
    [InlineData("_ = new NetworkCredential(\"app\", configuration[\"Mail:Password\"]);")]
    [InlineData("_ = new NetworkCredential(\"app\", \"\");")]
    [InlineData("Open(\"Server=db;Integrated Security=true\");")]
    [InlineData("Open(\"Server=db;Password=\");")]
    [InlineData("Open(\"Server=db;Password={0}\");")]
    [InlineData("Open(\"Server=db;Password=<password>\");")]
    [InlineData("Open(\"Server=db;Password=***\");")]
    [InlineData("Open(\"Server=db;Password=@p\");")]
    [InlineData("Open(\"Server=db;Password=your_password;\");")]
    [InlineData("Open($\"Server=db;Password={password};Database=x\");")]
    [InlineData("Open(\"Server=db;Password=\" + password);")]
    [InlineData("Open(\"Server=localhost;Password=Sommer2031!\");")]
    [InlineData("Open(\"Host=127.0.0.1;Port=5432;Password=Sommer2031!\");")]
    [InlineData("Open(\"Data Source=.;Password=Sommer2031!\");")]
    [InlineData("Open(\"Server=(localdb)\\\\MSSQLLocalDB;Password=Sommer2031!\");")]
    [InlineData("Open(\"Server=tcp:localhost,1433;Password=Sommer2031!\");")]
    [InlineData("Open($\"Server={\"localhost\"};Password=Sommer2031!\");")]
    [InlineData("if (env.IsDevelopment()) { Open(\"Server=db;Password=Sommer2031!\"); }")]
    [InlineData("Save(\"Server=db;Password=Sommer2031!\");")]
    [InlineData("Save(\"Please enter your password=; it is needed\");")]
    [InlineData("Save(\"password\"); Save(\"PasswordHash\"); Save(\"UPDATE users SET password = @p; SELECT 1\");")]
    [InlineData("var connectionString = \"Server=db;Password=Sommer2031!\"; Save(connectionString);")]
    [InlineData("_ = new Options { Text = \"Server=db;Password=Sommer2031!\" };")]
    [InlineData("Save(\"AKIA\"); Save(\"ghp_short\"); Save(\"sk_test_012345678901234567890123\");")]
    public Task A_placeholder_or_a_text_about_secrets_is_silent(string body) => RuleRun.IsSilent(Id, Code(body));

    [Fact]
    public Task Fields_are_followed_to_their_use() => RuleRun.ReportsMarked(Id, Code(
        "Open(Shop); Save(Other);",
        "private const string Shop = [|\"Server=db;Password=Sommer2031!\"|]; private const string Other = \"Server=db;Password=Sommer2031!\";"));

    [Theory]
    [InlineData("var c = new Microsoft.Data.SqlClient.SqlConnection([|\"Server=db;Password=Sommer2031!\"|]);")]
    [InlineData("password.UseNpgsql([|\"Host=db;Password=Sommer2031!\"|]);")]
    [InlineData("var k = new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(Encoding.UTF8.GetBytes([|\"a-key-that-everyone-knows\"|]));")]
    [InlineData("var k = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!));")]
    [InlineData("var k = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key));", "private const string Key = \"a-key-that-everyone-knows\";", true)]
    [InlineData("password.Describe(\"Host=db;Password=Sommer2031!\");")]
    public Task Calls_of_absent_packages_are_judged_by_distinctive_names(string body, string members = "", bool marksKey = false) =>
        RuleRun.ReportsMarked(Id, Scenario.Of(Code(marksKey ? body.Replace("(Key)", "([|Key|])", StringComparison.Ordinal) : body, members)).Broken());

    [Theory]
    [InlineData("Open(\"Server=db;Password=Sommer2031!\"")]
    [InlineData("_ = new NetworkCredential(\"a\", ;")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Code(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Code("Open(\"Server=db;Password=Sommer2031!\");"));

    [Theory]
    [InlineData("test")]
    [InlineData("apphost")]
    public Task Projects_that_are_no_service_are_silent(string kind) => RuleRun.IsSilent(Id, Scenario.Of(Code("Open(\"Server=db;Password=Sommer2031!\");")).Option("cns_project_kind", kind));
}
