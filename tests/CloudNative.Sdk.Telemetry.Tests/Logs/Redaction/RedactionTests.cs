using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

public sealed class RedactionTests
{
    [Fact]
    public void Classified_parameters_of_a_log_method_are_erased()
    {
        var entry = Written(logger => logger.Met("Ada", "London", "1234"));

        Assert.Equal("customer        *** of London with ***", entry.Text);
        Assert.Equal(["Name=***", "Town=London", "Code=***", "{OriginalFormat}=customer {Name,10} of {Town} with {Code}"], entry.State);
    }

    [Fact]
    public void Classified_parameters_of_a_method_with_a_state_of_its_own_are_erased()
    {
        var entry = Written(logger => logger.Many(1, 4711, "c", "d", "e", "f", "Ada"));

        Assert.Equal("1 *** c d e f ***", entry.Text);
        Assert.Equal(["A=1", "B=***", "C=c", "D=d", "E=e", "F=f", "G=***", "{OriginalFormat}={A} {B} {C} {D} {E} {F} {G}"], entry.State.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_value_stays_missing() => Assert.Equal("customer     (null) of London with ***", Written(logger => logger.Met(null, "London", "1234")).Text);

    [Fact]
    public void A_classified_type_is_shown_member_by_member_wherever_it_is()
    {
        var ada = new Customer(7, "ada@shop") { Pin = "1234", Notes = new Customer(8, "bob@shop"), Home = "Lane 1" };

        Assert.Equal(
            "customer Customer { Id = 7, Email = ***, Pin = ***, Home = ***, Notes = Customer { Id = 8, Email = ***, Pin = (null), Home = (null), Notes = (null) } } bought 1.0",
            Written(logger => logger.Bought(ada, 1)).Text);
        Assert.Equal("Order { Number = 5, Parties = [Vip { Level = 3, Id = 1, Email = ***, Pin = (null), Home = (null), Notes = (null) }] }",
            Written(logger => logger.LogInformation("{Order}", new Order("5", [new Vip(1, "eve@shop", 3)]))).Text);
    }

    [Fact]
    public void Collections_dictionaries_and_tuples_are_looked_through()
    {
        var ada = new Customer(7, "ada@shop");
        object?[] values = [new[] { ada }, new Dictionary<string, object?> { ["a"] = ada, ["password"] = "x", ["b"] = null }, (1, ada), new Lazy<Customer>(ada)];

        var entry = Written(logger => logger.LogInformation("{A} | {B} | {C} | {D}", values));

        Assert.DoesNotContain("ada@shop", entry.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"^Customer \{ .* \} \| \[a, Customer \{ .* \}\], \[password, \*\*\*\], \[b, \(null\)\] \| \(1, Customer \{ .* \}\) \| \*\*\*$", entry.Text);
    }

    [Fact]
    public void Types_whose_members_nobody_can_name_are_erased_as_a_whole()
    {
        object?[] values = [new Envelope<int>("ada@shop", 1), Vault.Open("1234"), new ApiToken("5678"), new PhoneNumber("0049"), new Microsoft.AspNetCore.Identity.IdentityUser("ada")];

        Assert.Equal("*** *** *** *** ***", Written(logger => logger.LogInformation("{A} {B} {C} {D} {E}", values)).Text);
    }

    [Fact]
    public void A_property_that_throws_does_not_break_the_call() =>
        Assert.Equal("Throwing { Key = (null), … }", Written(logger => logger.LogInformation("{A}", new Throwing())).Text);

    [Fact]
    public void A_value_that_holds_itself_comes_to_an_end()
    {
        var list = new List<object>();
        list.Add(list);

        Assert.Equal("[[[[[[[[…]]]]]]]]", Written(logger => logger.LogInformation("{A}", list)).Text);
    }

    [Theory]
    [InlineData("Password")]
    [InlineData("DB_PASSWORD")]
    [InlineData("X-Api-Key")]
    [InlineData("accessToken")]
    [InlineData("Authorization")]
    [InlineData("set-cookie")]
    [InlineData("ConnectionStrings.Orders")]
    [InlineData("clientSecret")]
    public void Keys_that_name_a_secret_are_erased_everywhere(string key)
    {
        var entry = Written(logger =>
        {
            using var scope = logger.BeginScope(new Dictionary<string, object?> { [key] = "raw", ["Other"] = "shown" });
            logger.LogInformation(new InvalidOperationException("x") { Data = { [key] = "raw" } }, "{" + key + "} {Other}", "raw", "shown");
        });

        Assert.DoesNotContain("raw", entry.ToString(), StringComparison.Ordinal);
        Assert.Equal("*** shown", entry.Text);
        Assert.Contains("Other=shown", entry.Scopes);
        Assert.Equal("***", entry.Exception!.Data[key]);
    }

    [Theory]
    [InlineData("TokenCount")]
    [InlineData("ConnectionId")]
    [InlineData("RequestPath")]
    [InlineData("Keyboard")]
    public void Keys_that_merely_look_alike_are_shown(string key) => Assert.Equal("shown", Written(logger => logger.LogInformation("{" + key + "}", "shown")).Text);

    [Fact]
    public void Patterns_of_the_configuration_add_to_the_defaults_and_make_exceptions()
    {
        var entry = Written(
            logger => logger.LogInformation("{Email} {user_email} {PartyCode1} {Token} {Password}", "a", "b", "c", "d", "e"),
            ("PersonalDataKeys:0", "*email"), ("SecretKeys:0", "Party-Code?"), ("PlainKeys:0", "token"));

        Assert.Equal("*** *** *** d ***", entry.Text);
    }

    [Fact]
    public void A_scope_is_redacted_as_it_is_when_it_is_read()
    {
        var values = new Dictionary<string, object?> { ["Order"] = 1 };

        var entry = Written(logger =>
        {
            using var scope = logger.BeginScope(values);
            using var template = logger.BeginScope("customer {Customer} {Token}", new Customer(7, "ada@shop"), "t0ken");
            values["Buyer"] = new Customer(8, "bob@shop");
            logger.LogInformation("hello");
        });

        Assert.DoesNotContain("@shop", entry.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", entry.ToString(), StringComparison.Ordinal);
        Assert.Contains("Order=1", entry.Scopes);
    }

    [Fact]
    public void A_state_of_any_kind_is_redacted()
    {
        var entry = Written(logger => logger.Log(LogLevel.Information, 1, new Customer(7, "ada@shop"), null, (state, _) => state.ToString()));
        var list = Written(logger => logger.Log(LogLevel.Information, 1, new Dictionary<string, object?> { ["pwd"] = "raw", ["a"] = 1 }, null, (state, _) => string.Join(',', state)));

        Assert.StartsWith("Customer { Id = 7, Email = ***", entry.Text, StringComparison.Ordinal);
        Assert.Equal("pwd: ***, a: 1", list.Text);
    }

    [Fact]
    public void Personal_data_is_hashed_when_that_is_asked_for()
    {
        string Hash(string name, byte key = 1) =>
            Written(logger => logger.Met(name, "London", "1234"), ("PersonalData", "Hash"), ("HashKey", Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()))).Text;

        Assert.Matches("^customer hmac:[0-9a-f]{16} of London with \\*\\*\\*$", Hash("Ada"));
        Assert.Equal(Hash("Ada"), Hash("Ada"));
        Assert.NotEqual(Hash("Ada"), Hash("Bob"));
        Assert.NotEqual(Hash("Ada"), Hash("Ada", key: 2));
    }

    [Fact]
    public void Personal_data_is_routed_to_the_named_provider_in_a_category_of_its_own()
    {
        var route = new RoutedProvider();
        using var logging = Redacting([("PersonalData", "Route"), ("RouteTo:0", "routed")], route);
        var logger = logging.Factory.CreateLogger("Shop");

        logger.Met("Ada", "London", "1234");
        logger.LogInformation("{Who} {Token}", new Customer(7, "ada@shop") { Pin = "1234" }, "1234");
        logger.LogInformation("{Token}", "1234");

        Assert.Equal(["customer        *** of London with ***", "Customer { Id = 7, Email = ***, Pin = ***, Home = (null), Notes = (null) } ***", "***"], logging.Sink.Entries.Select(entry => entry.Text));
        Assert.Equal(
            ["customer        Ada of London with ***", "Customer { Id = 7, Email = ada@shop, Pin = ***, Home = (null), Notes = (null) } ***"],
            route.Entries.Where(entry => entry.Category == "PersonalData.Shop").Select(entry => entry.Text));
        Assert.DoesNotContain("1234", string.Join('\n', route.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_anything_classified_is_handed_on_as_it_is()
    {
        var list = new[] { 1, 2 };
        var entry = Written(logger => logger.LogInformation("{Items} {Missing} {Date:yyyy}", list, null, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

        Assert.Equal("1, 2 (null) 2030", entry.Text);
        Assert.Equal(["Items=1", "Items=2", "Missing=null"], entry.State.Take(3));
    }

    private static RecordedEntry Written(Action<ILogger> log, params (string Key, string Value)[] settings)
    {
        using var logging = Redacting(settings);
        log(logging.Factory.CreateLogger("Shop"));
        return Assert.Single(logging.Sink.Entries);
    }

    private static Logging Redacting((string Key, string Value)[] settings, params ILoggerProvider[] providers) => new(
        settings: [.. settings.Select(setting => ("CloudNative:Telemetry:Logs:Redaction:" + setting.Key, setting.Value))],
        add: logging => Array.ForEach(providers, provider => logging.AddProvider(provider)));
}
