using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Generation.Classification;

public sealed class ClassificationGeneratorTests
{
    [Fact]
    public void Members_of_classes_records_structs_and_interfaces_are_written_down() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Shop.Account), Secrets = new[] { \"Pin\", \"Token\" })",
            "ClassifiedType(typeof(global::Shop.Customer), PersonalData = new[] { \"Email\" }, Secrets = new[] { \"Password\" })",
            "ClassifiedType(typeof(global::Shop.IContact), PersonalData = new[] { \"Phone\" })",
        ],
        ClassificationRun.Of(
            """
            namespace Shop;
            public class Account { [Secret] public string Token = ""; [Secret] public string? Pin { get; set; } public int Id { get; set; } }
            public record Customer(int Id, [PersonalData] string Email, [property: Secret] string Password);
            public interface IContact { [PersonalData] string Phone { get; } }
            public class Plain { public string Name { get; set; } = ""; }
            public static class Nothing { [Secret] public static string Key => ""; }
            """));

    [Fact]
    public void A_type_that_holds_a_classified_one_anywhere_is_written_down() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Cart))",
            "ClassifiedType(typeof(global::Customer), PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::Node))",
            "ClassifiedType(typeof(global::Order))",
            "ClassifiedType(typeof(global::Vip), PersonalData = new[] { \"Email\" })",
        ],
        ClassificationRun.Of(
            """
            public record Customer { [PersonalData] public string Email { get; init; } = ""; }
            public record Vip : Customer { public int Level { get; init; } }
            public record Order(Dictionary<string, List<Customer?[]>> Parties);
            public record Cart(Order? Order);
            public record Node(Node? Next, Cart Cart);
            public record Tree(Tree? Left, Tree? Right, string Name);
            """));

    [Fact]
    public void A_property_is_what_the_one_it_overrides_or_implements_is() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Base), Secrets = new[] { \"Key\" })",
            "ClassifiedType(typeof(global::Derived), Secrets = new[] { \"Key\" })",
            "ClassifiedType(typeof(global::IPerson), PersonalData = new[] { \"Name\" })",
            "ClassifiedType(typeof(global::Person), PersonalData = new[] { \"Name\" })",
        ],
        ClassificationRun.Of(
            """
            public abstract class Base { [Secret] public abstract string Key { get; } }
            public class Derived : Base { public override string Key => ""; }
            public interface IPerson { [PersonalData] string Name { get; } }
            public class Person : IPerson { public string Name => ""; }
            """));

    [Fact]
    public void A_type_out_of_reach_is_named_and_a_generic_one_is_open() => Assert.Equal(
        [
            "ClassifiedType(\"Shop.Outer+Inner\", Secrets = new[] { \"Key\" })",
            "ClassifiedType(typeof(global::Shop.Box<,>), Secrets = new[] { \"Key\" })",
        ],
        ClassificationRun.Of(
            """
            namespace Shop;
            public class Outer { private class Inner { [Secret] public string Key => ""; } }
            public class Box<T, U> { [Secret] public string Key => ""; }
            """));

    [Fact]
    public void A_file_local_type_is_named() =>
        Assert.Matches("^ClassifiedType\\(\"<.*>F.*__Hidden\"", Assert.Single(ClassificationRun.Of("file class Hidden { [Secret] public string Key => \"\"; }")));

    [Fact]
    public void A_type_that_is_classified_as_a_whole_says_so_itself() =>
        Assert.Equal(["ClassifiedType(typeof(global::Customer))"], ClassificationRun.Of("[PersonalData] public record Email(string Text); public record Customer(Email Email);"));

    [Fact]
    public void Parameters_of_log_message_methods_are_written_down() => Assert.Equal(
        [
            "ClassifiedLogMessage(\"\", Secrets = new[] { \"key\" })",
            "ClassifiedLogMessage(\"cart of {Owner} with {Token}\\n\", PersonalData = new[] { \"owner\" }, Secrets = new[] { \"token\" })",
            "ClassifiedLogMessage(\"named {Name}\", PersonalData = new[] { \"name\" })",
        ],
        ClassificationRun.Of(Scenario.Of(
            """
            using CloudNative.Sdk.Telemetry;
            static partial class Log
            {
                [LoggerMessage(1, LogLevel.Information, "cart of {Owner} with {Token}\n")]
                public static partial void Cart(ILogger logger, [PersonalData] string owner, [Secret] string token);
                [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "named {Name}")]
                public static partial void Named(ILogger logger, [PersonalData] string name);
                [LoggerMessage(LogLevel.Error)]
                public static partial void Empty(ILogger logger, [Secret] string key);
                [LoggerMessage(3, LogLevel.Information, "plain {Name}")]
                public static partial void Plain(ILogger logger, string name);
            }
            """).Broken()));

    [Fact]
    public void The_personal_data_attribute_of_identity_counts() => Assert.Equal(
        ["ClassifiedType(typeof(global::User), PersonalData = new[] { \"Address\" })"],
        ClassificationRun.Of("public class User { [Microsoft.AspNetCore.Identity.ProtectedPersonalData] public string Address { get; set; } = \"\"; }"));

    [Fact]
    public void A_user_of_identity_has_the_members_of_its_base() =>
        Assert.Contains(
            "PersonalData = new[] { \"Email\", \"EmailConfirmed\",",
            Assert.Single(ClassificationRun.Of("public class User : Microsoft.AspNetCore.Identity.IdentityUser;")),
            StringComparison.Ordinal);

    [Fact]
    public void Types_of_a_referenced_library_are_followed()
    {
        var library = Scenario.Of("using CloudNative.Sdk.Telemetry; public record Customer([PersonalData] string Email);").Named("Shop.Shared");

        Assert.Equal(["ClassifiedType(typeof(global::Order))"], ClassificationRun.Of(Scenario.Of("public record Order(Customer Customer);").Reference(library.Compile().ToMetadataReference())));
    }

    [Fact]
    public void Attributes_of_the_same_name_elsewhere_mean_nothing() =>
        Assert.Empty(ClassificationRun.Of(Scenario.Of("class SecretAttribute : Attribute; class C { [Secret] public string Key => \"\"; }")));

    [Fact]
    public void Nothing_is_written_without_the_package() =>
        Assert.Empty(ClassificationRun.Of(Scenario.Of("using CloudNative.Sdk.Telemetry; class C { [Secret] public string Key => \"\"; }").Without("CloudNative.Sdk").Broken()));

    [Fact]
    public void Code_that_does_not_compile_yet_does_no_harm() =>
        Assert.Equal(["ClassifiedType(typeof(global::C), Secrets = new[] { \"Key\" })"], ClassificationRun.Of(Scenario.Of("using CloudNative.Sdk.Telemetry; class C : Missing { [Secret] public Unknown Key => ; [LoggerMessage()] void M([Secret] }").Broken()));

    [Fact]
    public void An_edit_elsewhere_writes_nothing_anew() =>
        Assert.Equal(
            IncrementalStepRunReason.Cached,
            ClassificationRun.ReasonAfter(Scenario.Of("using CloudNative.Sdk.Telemetry; class C { [Secret] public string Key => \"\"; }"), "class Other { int x; }"));
}
