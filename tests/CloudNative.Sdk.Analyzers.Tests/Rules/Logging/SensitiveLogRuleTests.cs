using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Logging;

public sealed class SensitiveLogRuleTests
{
    private const string Id = "CNS6001";

    private static string Method(string body) => $$"""
        using System.Diagnostics;
        using System.Security.Claims;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;

        class Login(ILogger logger, IConfiguration configuration, HttpContext context, Activity? activity, ClaimsPrincipal principal)
        {
            void Run(string user, string password, string apiKey, string accessToken, User account, string passwordHash, string continuationToken, CancellationToken cancellationToken, int tokenCount, string tokenType, string other)
            {
                {{body}}
            }

            string Mask(string value) => "***";
            string GetToken() => "";
        }

        class User { public string Name { get; set; } = ""; public string Password { get; set; } = ""; public Card Card { get; set; } = new(); public bool HasPassword => true; }
        class Card { public string CardNumber { get; set; } = ""; public int Month { get; set; } }
        class Plain { public string Name { get; set; } = ""; public int PasswordLength { get; set; } }
        """;

    [Theory]
    [InlineData("logger.LogInformation(\"{User} {Password}\", user, [|password|]);")]
    [InlineData("logger.LogInformation($\"login {user} {[|password|]}\");")]
    [InlineData("logger.LogInformation(\"login \" + [|password|]);")]
    [InlineData("logger.LogDebug(\"key {Key}\", [|apiKey|]);")]
    [InlineData("logger.LogDebug(\"got {T}\", [|accessToken|]);")]
    [InlineData("logger.LogDebug(\"got {T}\", [|account.Password|]);")]
    [InlineData("logger.LogDebug(\"got {T}\", [|account.Card.CardNumber|]);")]
    [InlineData("logger.LogDebug(\"got {Secret}\", [|other|]);")]
    [InlineData("logger.LogDebug(\"db {Db}\", [|configuration.GetConnectionString(\"main\")|]);")]
    [InlineData("var cs = configuration.GetConnectionString(\"main\"); logger.LogDebug(\"db {Db}\", [|cs|]);")]
    [InlineData("logger.LogDebug(\"jwt {Jwt}\", [|configuration[\"Jwt:Secret\"]|]);")]
    [InlineData("logger.LogDebug(\"auth {A}\", [|context.Request.Headers[\"Authorization\"]|]);")]
    [InlineData("logger.LogDebug(\"auth {A}\", [|context.Request.Headers.Authorization|].ToString());")]
    [InlineData("logger.LogDebug(\"env {E}\", [|Environment.GetEnvironmentVariable(\"DB_PASSWORD\")|]);")]
    [InlineData("logger.LogDebug(\"user {U}\", [|principal|]);")]
    [InlineData("logger.LogDebug(\"user {@U}\", [|account|]);")]
    [InlineData("logger.LogDebug(\"got {T}\", [|GetToken()|]);")]
    [InlineData("logger.Log(LogLevel.Debug, \"got {T}\", [|password|]);")]
    [InlineData("Console.WriteLine($\"pw {[|password|]}\");")]
    [InlineData("activity?.SetTag(\"user.password\", [|password|]);")]
    [InlineData("activity?.SetTag(\"auth.token\", [|other|]);")]
    public Task A_secret_in_the_telemetry_is_reported(string body) => RuleRun.ReportsMarked(Id, Method(body));

    [Theory]
    [InlineData("logger.LogInformation(\"login {User}\", user);")]
    [InlineData("logger.LogInformation(\"Please enter your password\");")]
    [InlineData("logger.LogInformation(\"{Length}\", password.Length);")]
    [InlineData("logger.LogInformation(\"{Hash}\", passwordHash);")]
    [InlineData("logger.LogInformation(\"{Token}\", continuationToken);")]
    [InlineData("logger.LogInformation(\"{Token}\", cancellationToken);")]
    [InlineData("logger.LogInformation(\"{Tokens}\", tokenCount);")]
    [InlineData("logger.LogInformation(\"{Type}\", tokenType);")]
    [InlineData("logger.LogInformation(\"{Password}\", Mask(password));")]
    [InlineData("logger.LogInformation(\"{Password}\", \"***\");")]
    [InlineData("logger.LogInformation(\"{Password}\", account.HasPassword);")]
    [InlineData("logger.LogInformation(\"{Set}\", !string.IsNullOrEmpty(password));")]
    [InlineData("logger.LogInformation(\"{Name}\", nameof(password));")]
    [InlineData("logger.LogInformation(\"{User}\", account);")]
    [InlineData("logger.LogInformation(\"{@P}\", new Plain());")]
    [InlineData("logger.LogInformation(\"{Name}\", principal.Identity?.Name);")]
    [InlineData("logger.LogInformation(\"{Has}\", configuration[\"Jwt:Secret\"] is null);")]
    [InlineData("activity?.SetTag(\"token.count\", tokenCount);")]
    [InlineData("activity?.SetTag(\"user\", user);")]
    public Task What_gives_nothing_away_is_silent(string body) => RuleRun.IsSilent(Id, Method(body));

    [Fact]
    public Task Declared_log_methods_are_judged_by_their_parameters() => RuleRun.ReportsMarked(
        Id,
        """
        static partial class Log
        {
            [LoggerMessage(1, LogLevel.Information, "Login {User} {Password}")]
            public static partial void Login(ILogger logger, string user, string [|password|]);
            [LoggerMessage(2, LogLevel.Information, "Used {TokenCount}")]
            public static partial void Used(ILogger logger, int tokenCount, CancellationToken token);
            public static partial void Login(ILogger logger, string user, string password) { }
            public static partial void Used(ILogger logger, int tokenCount, CancellationToken token) { }
        }
        """);

    [Fact]
    public Task Loggers_of_packages_that_are_absent_are_known() => RuleRun.ReportsMarked(
        Id, Scenario.Of("class C { void M(Missing.ILogger log, Missing.Thing thing, string password) { log.Information(\"pw {P}\", [|password|]); thing.Error(password); } }").Broken());

    [Fact]
    public Task Tokens_of_a_grammar_are_silent() => RuleRun.IsSilent(Id, "class QueryParser(ILogger logger) { void M(string token) => logger.LogDebug(\"at {Token}\", token); }");

    [Fact]
    public Task The_console_of_a_tool_is_silent() => RuleRun.IsSilent(
        Id, Scenario.Of("class C { void M(string password) => Console.WriteLine(password); }").Broken().Without("Microsoft.Extensions.Hosting"));

    [Fact]
    public Task Names_can_be_set() => RuleRun.ReportsMarked(
        Id, Scenario.Of("class C(ILogger logger) { void M(string pin, string password) => logger.LogDebug(\"{A} {B}\", [|pin|], password); }").Option("cns_6001_names", "pin"));

    [Theory]
    [InlineData("logger.LogInformation(\"{Password\", password")]
    [InlineData("logger.LogInformation(missing, password.; activity.SetTag(")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Method(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Method("logger.LogDebug(password);"));

    [Fact]
    public Task A_name_that_says_it_is_shown_to_users_is_silent() => RuleRun.IsSilent(
        Id, Method("logger.LogInformation(\"{Db} {Key}\", pool.UserFacingConnectionString, pool.SafeToken);").Replace("string other)", "string other, Pool pool)", StringComparison.Ordinal),
        "class Pool { public string UserFacingConnectionString { get; set; } = \"\"; public string SafeToken { get; set; } = \"\"; }");
}
