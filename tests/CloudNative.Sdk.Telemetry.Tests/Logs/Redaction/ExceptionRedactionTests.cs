using CloudNative.Sdk.Telemetry.Logs.Redaction;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

public sealed class ExceptionRedactionTests
{
    [Fact]
    public void An_exception_without_anything_classified_is_the_same_object()
    {
        var exception = Thrown(new InvalidOperationException("broken", new AggregateException(new ArgumentException("x"), new FormatException("y"))));

        Assert.Same(exception, Logged(exception));
    }

    [Fact]
    public void What_the_record_classifies_is_taken_out_of_the_message_too()
    {
        var logged = Logged(Thrown(new InvalidOperationException("no account ada@shop", new ArgumentException("ada@shop is locked"))));

        Assert.Equal("no account ***", logged.Message);
        Assert.StartsWith("System.InvalidOperationException: no account ***\n ---> System.ArgumentException: *** is locked", logged.ToString(), StringComparison.Ordinal);
        Assert.Contains("at CloudNative.Sdk.Telemetry.Tests.Logs.Redaction.ExceptionRedactionTests.Thrown(", logged.ToString(), StringComparison.Ordinal);
        Assert.Equal(typeof(InvalidOperationException), Assert.IsType<RedactedException>(logged).OriginalType);
    }

    [Fact]
    public void Secrets_in_the_form_of_a_setting_or_an_address_are_taken_out() =>
        Assert.Equal(
            "cannot open Host=db;Password=*** nor https://***@shop/",
            Logged(new InvalidOperationException("cannot open Host=db;Password=hunter2 nor https://ada:hunter2@shop/")).Message);

    [Fact]
    public void Classified_members_are_taken_out_of_the_message() =>
        Assert.Equal("account *** is gone", Logged(new AccountException("account 4711 is gone") { Account = "4711" }).Message);

    [Fact]
    public void An_exception_with_classified_members_is_never_handed_on_itself()
    {
        Assert.IsType<RedactedException>(Logged(new AccountException("gone") { Account = "4711" }));
        Assert.IsType<RedactedException>(Logged(new InvalidOperationException("outer", new AccountException("gone") { Account = "4711" })));
    }

    [Fact]
    public void What_is_classified_inside_the_values_of_the_record_is_taken_out_of_its_exceptions()
    {
        using var logging = new Logging();
        var logger = logging.Factory.CreateLogger("Shop");
        var card = new CardPayment(5, "4711-RAW7");

        logger.LogError(new InvalidOperationException("no 4711-RAW7"), "{Order}", new PaidOrder(1, card));
        logger.LogError("{Error} {Card}", new InvalidOperationException("no 4711-RAW7"), card);
        logger.LogError("{All} {Password}", new object[] { new InvalidOperationException("no 4711-RAW7") }, "4711-RAW7");
        logger.LogError(new CardException("no 4711-RAW7", card), "broken");

        Assert.All(logging.Sink.Entries, entry => Assert.DoesNotContain("RAW7", entry.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_part_of_an_aggregate_is_redacted()
    {
        var logged = Logged(new AggregateException(new ArgumentException("plain"), new AccountException("account 4711") { Account = "4711" }));

        Assert.DoesNotContain("4711", logged.ToString(), StringComparison.Ordinal);
        Assert.Contains("plain", logged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_redacted_by_key_and_by_type()
    {
        var exception = new InvalidOperationException("broken") { Data = { ["password"] = "hunter2", ["customer"] = new Customer(7, "ada@shop"), ["count"] = 3 } };

        var logged = Logged(exception);

        Assert.Equal("***", logged.Data["password"]);
        Assert.StartsWith("Customer { Id = 7, Email = ***", (string)logged.Data["customer"]!, StringComparison.Ordinal);
        Assert.Equal(3, logged.Data["count"]);
    }

    [Fact]
    public void An_exception_as_a_value_is_redacted()
    {
        using var logging = new Logging();

        logging.Factory.CreateLogger("Shop").LogError("failed: {Error}", new AccountException("account 4711") { Account = "4711" });

        Assert.Equal("failed: CloudNative.Sdk.Telemetry.Tests.Logs.Redaction.AccountException: account ***", Assert.Single(logging.Sink.Entries).Text);
    }

    private static Exception Logged(Exception exception)
    {
        using var logging = new Logging();
        logging.Factory.CreateLogger("Shop").Failed(exception, "ada@shop");
        return Assert.Single(logging.Sink.Entries).Exception!;
    }

    private static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }
}
