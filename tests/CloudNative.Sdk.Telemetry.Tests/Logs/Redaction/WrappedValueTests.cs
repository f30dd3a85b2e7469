using System.Text.Json.Nodes;
using CloudNative.Sdk.Telemetry.Logs.Redaction;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

/// <summary>Classified values behind base types, objects, pairs and nodes.</summary>
public sealed class WrappedValueTests
{
    private static readonly CardPayment Card = new(5, "RAW7");

    public static TheoryData<object> Wrapped =>
    [
        new PaidOrder(1, Card),
        new Boxed(Card),
        new Boxed(new object[] { new Boxed(Card) }),
        new { Payment = (Payment)Card },
        new { Content = (object)Card },
        new Lazy<Payment>(Card),
        new List<Payment> { Card },
        new Careless { Pin = "RAW7", Stamp = "RAW7" },
        KeyValuePair.Create("Authorization", new StringValues("Bearer RAW7")),
        KeyValuePair.Create("password", "RAW7"),
        KeyValuePair.Create("any", Card),
        ("password", "RAW7"),
        new JsonObject { ["password"] = "RAW7" },
        new JsonObject { ["user"] = new JsonArray(new JsonObject { ["password"] = "RAW7" }) },
        new Dictionary<string, string[]> { ["password"] = ["RAW7"] },
    ];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_classified_value_is_found_in_whatever_holds_it(object value)
    {
        var entry = Written(logger =>
        {
            using var scope = logger.BeginScope(value);
            logger.LogInformation("{Value}", value);
        });

        Assert.DoesNotContain("RAW7", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_type_with_a_text_of_its_own_only_what_is_classified_is_shown() =>
        Assert.Equal("Careless { Pin = ***, … }", Written(logger => logger.LogInformation("{A}", new Careless { Pin = "1234", Stamp = "hidden" })).Text);

    [Fact]
    public void A_value_of_a_base_type_is_shown_as_what_it_is() =>
        Assert.Equal("PaidOrder { Id = 1, Payment = CardPayment { Number = ***, Id = 5 } }", Written(logger => logger.LogInformation("{A}", new PaidOrder(1, Card))).Text);

    [Fact]
    public void A_pair_as_a_scope_stays_a_pair()
    {
        var redactor = new Redactor(new LogRedactionOptions());

        Assert.Equal(("password", (object?)"***"), redactor.Scope(("password", "RAW7")));
        Assert.Equal(KeyValuePair.Create<string, object?>("password", "***"), redactor.Scope(KeyValuePair.Create<string, object?>("password", "RAW7")));
        Assert.Null(redactor.Scope(("Order", 7)));
        Assert.Null(redactor.Scope(KeyValuePair.Create("Order", 7)));
    }

    [Fact]
    public void A_scope_that_may_change_is_a_list()
    {
        var scope = Assert.IsType<IReadOnlyList<KeyValuePair<string, object?>>>(
            new Redactor(new LogRedactionOptions()).Scope(new Dictionary<string, object?> { ["Order"] = 7, ["password"] = "RAW7" }), exactMatch: false);

        Assert.Equal(2, scope.Count);
        Assert.Equal(KeyValuePair.Create("password", (object?)"***"), scope[1]);
    }

    [Fact]
    public void Nodes_of_json_are_looked_into() =>
        Assert.Equal("[id, 7], [password, ***]", Written(logger => logger.LogInformation("{Body}", new JsonObject { ["id"] = 7, ["password"] = "RAW7" })).Text);

    [Fact]
    public void Holes_with_an_operator_are_classified_as_those_without()
    {
        Assert.Equal("hi ***", Written(logger => logger.Greeted("Ada")).Text);
        Assert.DoesNotContain("RAW7", Written(logger => logger.Log(LogLevel.Information, 1, new Dictionary<string, object?> { ["@pwd"] = "RAW7" }, null, (_, _) => "")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_query_of_a_request_keeps_its_keys_only()
    {
        var entry = Written(logger => logger.Log(
            LogLevel.Information, 1, new Dictionary<string, object?> { ["Path"] = "/cart", ["QueryString"] = "?access_token=RAW7&page=2" }, null, (state, _) => string.Join(' ', state.Values)));

        Assert.Equal("Path: /cart, QueryString: ?access_token=*&page=*", entry.Text);
        Assert.Equal("/cart?a=*", Written(logger => logger.LogInformation("{Path}{QueryString}", "/cart", "?a=RAW7")).Text);
    }

    [Fact]
    public void A_switch_a_time_and_a_length_are_no_secrets() =>
        Assert.Equal("True 8 *** *** *** ***", Written(logger => logger.LogInformation("{HasPassword} {PasswordLength} {Pin} {DbPwd} {Tokens} {cvv}", true, 8, 1234, "a", "b", 123)).Text);

    private static RecordedEntry Written(Action<ILogger> log)
    {
        using var logging = new Logging();
        log(logging.Factory.CreateLogger("Shop"));
        return Assert.Single(logging.Sink.Entries);
    }
}
