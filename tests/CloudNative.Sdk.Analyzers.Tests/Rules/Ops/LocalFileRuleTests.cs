using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class LocalFileRuleTests
{
    private const string Id = "CNS2004";

    private static string Code(string body) => $$"""
        using System.IO;
        using Microsoft.AspNetCore.Hosting;

        class Journal(IWebHostEnvironment env, IHostEnvironment host)
        {
            private readonly string _root = Path.Combine(AppContext.BaseDirectory, "data");
            private const string Name = "orders.log";
            void M(string line, string path, int id)
            {
                _ = (env, host, line, path, id, _root);
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("[|File.AppendAllText(\"orders.log\", line)|];")]
    [InlineData("[|File.WriteAllText(Name, line)|];")]
    [InlineData("_ = [|File.WriteAllTextAsync(\"data/orders.json\", line)|];")]
    [InlineData("[|File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, path), [])|];")]
    [InlineData("[|File.AppendAllText(Path.Combine(env.ContentRootPath, \"a\", \"b\", \"c\", \"d\"), line)|];")]
    [InlineData("[|File.AppendAllText(Path.Combine(Directory.GetCurrentDirectory(), Name), line)|];")]
    [InlineData("[|File.AppendAllText($\"data/{id}.log\", line)|];")]
    [InlineData("[|File.AppendAllText($\"{env.WebRootPath}/x\", line)|];")]
    [InlineData("[|File.AppendAllText(Path.Combine(_root, Name), line)|];")]
    [InlineData("var file = Path.Combine(\"uploads\", path); using var s = [|File.Create(file)|];")]
    [InlineData("using var s = [|new FileStream(\"a.bin\", FileMode.Create)|];")]
    [InlineData("using var s = [|new FileStream(\"a.bin\", FileMode.OpenOrCreate, FileAccess.ReadWrite)|];")]
    [InlineData("using var s = [|new StreamWriter(\"a.txt\", append: true)|];")]
    [InlineData("[|Directory.CreateDirectory(\"uploads\")|];")]
    [InlineData("using var s = [|File.Open(\"a\", FileMode.Append)|];")]
    [InlineData("[|File.AppendAllText(AppContext.BaseDirectory + \"x\", line)|];")]
    public Task A_write_beside_the_program_is_reported(string body) => RuleRun.ReportsMarked(Id, Code(body));

    [Theory]
    [InlineData("File.AppendAllText(path, line);")]
    [InlineData("File.AppendAllText(Path.Combine(Path.GetTempPath(), Name), line);")]
    [InlineData("File.WriteAllText(Path.GetTempFileName(), line);")]
    [InlineData("File.WriteAllText(\"/data/orders.log\", line);")]
    [InlineData("File.WriteAllText(Path.Combine(path, Name), line);")]
    [InlineData("File.WriteAllText($\"{path}/x\", line);")]
    [InlineData("_ = File.ReadAllText(\"a.txt\"); _ = File.Exists(\"a\"); File.Delete(\"a\");")]
    [InlineData("using var s = new FileStream(\"a.bin\", FileMode.Open);")]
    [InlineData("using var s = new FileStream(\"a.bin\", FileMode.OpenOrCreate, FileAccess.Read);")]
    [InlineData("using var s = File.OpenRead(\"a\"); using var t = File.Open(\"a\", FileMode.Open);")]
    [InlineData("using var s = new StreamWriter(new MemoryStream());")]
    [InlineData("if (host.IsDevelopment()) { File.AppendAllText(\"a\", line); }")]
    public Task Another_place_or_a_read_is_silent(string body) => RuleRun.IsSilent(Id, Code(body));

    [Fact]
    public Task A_stateful_program_is_silent() => RuleRun.IsSilent(Id, Scenario.Of(Code("File.AppendAllText(\"a\", line);")).Option("cns_stateful", "true"));

    [Fact]
    public Task Another_value_of_the_option_means_the_default() => RuleRun.ReportsMarked(Id, Scenario.Of(Code("[|File.AppendAllText(\"a\", line)|];")).Option("cns_stateful", "maybe"));

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of(Code("File.AppendAllText(Path.Combine(, missing);")).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Tests_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Code("File.AppendAllText(\"a\", line);")).Option("cns_project_kind", "test"));
}
