using CloudNative.Sdk.Analyzers.Generation;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Tests.Generation;

public sealed class ConfigurationFactTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.Options; using Shop;\n";

    private const string Types = """
        namespace Shop
        {
            public class PaymentOptions
            {
                [Required] public string ApiKey { get; set; } = "";
                public required Uri Address { get; init; }
                [Range(1, 10)] public int? Attempts { get; set; }
                public TimeSpan Timeout { get; set; }
                public string[] Currencies { get; set; } = [];
                public List<Card> Cards { get; set; } = [];
                public Dictionary<string, int> Limits { get; set; } = [];
                public Card Main { get; set; } = new();
                [ConfigurationKeyName("mode")] public Mode Kind { get; set; }
                public string Shown => ApiKey;
                internal string Hidden { get; set; } = "";
                public static int Count { get; set; }
            }

            public class Card { public int Year { get; set; } public Card? Next { get; set; } }

            public enum Mode { Test, Live }
        }
        """;

    private static readonly string[] Payments =
    [
        "configkey key=Payments:Address type=System.Uri required=true",
        "configkey key=Payments:ApiKey type=string required=true secret=true",
        "configkey key=Payments:Attempts type=int min=1 max=10",
        "configkey key=Payments:Cards type=Shop.Card[]",
        "configkey key=Payments:Currencies type=string[]",
        "configkey key=Payments:Limits type=map",
        "configkey key=Payments:Main:Year type=int",
        "configkey key=Payments:Timeout type=System.TimeSpan",
        "configkey key=Payments:mode type=Shop.Mode",
        "configsection section=Payments type=Shop.PaymentOptions",
    ];

    [Theory]
    [InlineData("services.Configure<PaymentOptions>(builder.Configuration.GetSection(\"Payments\"));")]
    [InlineData("services.Configure<PaymentOptions>(\"eu\", builder.Configuration.GetRequiredSection(\"Payments\"));")]
    [InlineData("services.AddOptions<PaymentOptions>().BindConfiguration(\"Payments\").ValidateDataAnnotations().ValidateOnStart();")]
    [InlineData("services.AddOptions<PaymentOptions>().Bind(builder.Configuration.GetSection(\"Payments\"));")]
    [InlineData("services.AddOptionsWithValidateOnStart<PaymentOptions>().Bind(builder.Configuration.GetSection(\"Payments\"));")]
    [InlineData("var options = builder.Configuration.GetSection(\"Payments\").Get<PaymentOptions>();")]
    [InlineData("var section = builder.Configuration.GetSection(\"Payments\"); services.Configure<PaymentOptions>(section);")]
    [InlineData("var configuration = builder.Configuration; var options = configuration.GetSection(\"Payments\").Get<PaymentOptions>();")]
    [InlineData("var options = new PaymentOptions { Address = null! }; builder.Configuration.GetSection(\"Payments\").Bind(options);")]
    [InlineData("var options = new PaymentOptions { Address = null! }; builder.Configuration.Bind(\"Payments\", options);")]
    [InlineData("const string Name = \"Payments\"; services.AddOptions<PaymentOptions>().BindConfiguration(Name);")]
    public void A_bound_section_states_its_class_and_every_key(string statement) => Assert.Equal(Payments, Facts(statement));

    [Theory]
    [InlineData("var x = builder.Configuration[\"Shop:Name\"];", "configkey key=Shop:Name type=string")]
    [InlineData("var x = builder.Configuration[\"Shop:Token\"];", "configkey key=Shop:Token type=string secret=true")]
    [InlineData("var x = builder.Configuration.GetSection(\"A\").GetSection(\"B\")[\"C\"];", "configkey key=A:B:C type=string")]
    [InlineData("var x = builder.Configuration.GetValue<int>(\"Shop:Size\");", "configkey key=Shop:Size type=int")]
    [InlineData("var x = builder.Configuration.GetValue<bool?>(\"Shop:Open\");", "configkey key=Shop:Open type=bool")]
    [InlineData("var x = builder.Configuration.GetSection(\"Shop\").GetValue(\"Size\", 5);", "configkey key=Shop:Size type=int")]
    [InlineData("var x = builder.Configuration.GetSection(\"Shop:Sizes\").Get<int[]>();", "configkey key=Shop:Sizes type=int[]")]
    [InlineData("var x = builder.Configuration.GetConnectionString(\"Orders\");", "configkey key=ConnectionStrings:Orders type=string secret=true")]
    [InlineData("services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>()[\"Shop:Name\"]!);", "configkey key=Shop:Name type=string")]
    [InlineData("builder.Build().MapGet(\"/\", (IConfiguration config) => config[\"Shop:Name\"]);", "configkey key=Shop:Name type=string")]
    public void A_key_that_is_read_is_stated(string statement, string expected) => Assert.Equal([expected], Facts(statement));

    [Fact]
    public void Injected_configuration_is_known_in_every_shape_of_class() =>
        Assert.Equal(
            ["configkey key=A type=string", "configkey key=B type=string", "configkey key=C type=string"],
            Facts("", """
                class Field { private readonly IConfiguration _config; public Field(IConfiguration root) => _config = root; string? A => _config["A"]; }
                class Primary(IConfiguration root) { private readonly IConfiguration _config = root; string? B => _config["B"]; }
                static class Registration { public static string? Add(this IServiceCollection services, IConfiguration configuration) => configuration["C"]; }
                """));

    [Theory]
    [InlineData("var x = builder.Configuration[args[0]];")]
    [InlineData("builder.Configuration[\"Shop:Name\"] = \"x\";")]
    [InlineData("foreach (var section in builder.Configuration.GetSection(\"A\").GetChildren()) { _ = section[\"B\"]; }")]
    [InlineData("string? Of(IConfiguration part) => part[\"A\"]; Of(builder.Configuration.GetSection(\"X\"));")]
    [InlineData("string? Of(IConfigurationSection section) => section[\"A\"]; Of(builder.Configuration.GetSection(\"X\"));")]
    [InlineData("services.Configure<PaymentOptions>(options => options.Attempts = 1);")]
    [InlineData("services.Configure<PaymentOptions>(builder.Configuration);")]
    [InlineData("var section = builder.Configuration.GetSection(\"A\"); section = builder.Configuration.GetSection(\"B\"); services.Configure<PaymentOptions>(section);")]
    [InlineData("var config = new Dictionary<string, string>(); _ = config[\"A:B\"]; new Lazy<int>(() => 1).Value.ToString();")]
    public void What_is_not_certain_is_left_out(string statement) => Assert.Empty(Facts(statement));

    [Theory]
    [InlineData("services.Configure<Missing>(builder.Configuration.GetSection(\"A\"));")]
    [InlineData("services.AddOptions<PaymentOptions>().BindConfiguration();")]
    [InlineData("var x = builder.Configuration[; builder.Configuration.GetSection(\"A\").Get<")]
    [InlineData("IConfiguration a = b, b = a; var x = a[\"K\"];")]
    public void Broken_code_states_nothing(string statement) =>
        Assert.DoesNotContain(FactRun.Of(Scenario.Of(Program(statement)).Broken()).Facts, fact => fact.StartsWith("config", StringComparison.Ordinal));

    [Fact]
    public void Every_stage_is_cached_or_unchanged_after_an_edit_that_does_not_matter()
    {
        var first = FactRun.Of(Program("services.AddOptions<PaymentOptions>().BindConfiguration(\"Payments\");"), "class Unrelated { int M() => 1; }");
        var old = first.Input.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("File1.cs", StringComparison.Ordinal));
        var edited = first.Input.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From("class Unrelated { int M() => 2; }")));

        var second = first.Again(edited).Driver.GetRunResult().Results.Single();

        string[] own = [FactsGenerator.FindingsStep, FactsGenerator.FactsStep];
        Assert.All(
            second.TrackedSteps.Where(step => own.Contains(step.Key)).Concat(second.TrackedOutputSteps).SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
        Assert.All(second.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void An_edit_of_the_options_class_in_another_file_reaches_the_output()
    {
        var first = FactRun.Of(Usings + "var builder = WebApplication.CreateBuilder(args); builder.Services.AddOptions<PaymentOptions>().BindConfiguration(\"Payments\");", Usings + Types);
        var old = first.Input.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("File1.cs", StringComparison.Ordinal));
        var edited = first.Input.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From((Usings + Types).Replace("Attempts", "Tries", StringComparison.Ordinal))));

        Assert.Contains("Tries", first.Again(edited).Source!, StringComparison.Ordinal);
    }

    private static string Program(string statement, string types = "") => $"{Usings}var builder = WebApplication.CreateBuilder(args); var services = builder.Services;\n{statement}\n{types}\n{Types}";

    private static IEnumerable<string> Facts(string statement, string types = "") =>
        FactRun.Of(Program(statement, types)).Facts
            .Where(fact => fact.StartsWith("config", StringComparison.Ordinal))
            .Select(fact => System.Text.RegularExpressions.Regex.Replace(fact, @" at=\S+$", ""))
            .Order(StringComparer.Ordinal);
}
