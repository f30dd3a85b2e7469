using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Generation.Classification;

public sealed class ClassificationGeneratorTests
{
    [Fact]
    public void Members_of_classes_records_structs_and_interfaces_are_written_down() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Shop.Account), Secrets = new[] { \"Pin\", \"Token\" })",
            "ClassifiedType(typeof(global::Shop.Customer), ShowsMembers = true, PersonalData = new[] { \"Email\" }, Secrets = new[] { \"Password\" })",
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
            "ClassifiedType(typeof(global::Cart), ShowsMembers = true)",
            "ClassifiedType(typeof(global::Customer), ShowsMembers = true, PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::Node), ShowsMembers = true)",
            "ClassifiedType(typeof(global::Order), ShowsMembers = true)",
            "ClassifiedType(typeof(global::Vip), ShowsMembers = true, PersonalData = new[] { \"Email\" })",
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

    [Theory]
    [InlineData("public record Held(Payment Payment);")]
    [InlineData("public record Held(List<Payment> Payments);")]
    [InlineData("public record Held(object Any);")]
    [InlineData("public record Held(dynamic Any);")]
    [InlineData("public record Held(IThing Any);")]
    [InlineData("public record Held(System.Collections.IList Any);")]
    [InlineData("public record Held(Exception Error);")]
    [InlineData("public record Held(IComparable<Card> Any);")]
    [InlineData("public record Held(Plain Any); public record Special([Secret] string Key) : Plain(1);")]
    [InlineData("public record Held(Held? Next, int Id); public record Longer([Secret] string Key) : Held(null, 1);")]
    [InlineData("public class Held { object o = 1; public override string ToString() => $\"{o}\"; }")]
    [InlineData("public class Held { Plain p = new(1); } public record Special([Secret] string Key) : Plain(1);")]
    public void A_type_whose_text_may_show_a_derived_value_is_written_down(string source) =>
        Assert.Contains(
            ClassificationRun.Of("public interface IThing; public abstract record Payment(int Id); public record Plain(int Id); public record Card([Secret] string Key) : IComparable<Card> { public int CompareTo(Card? other) => 0; }" + source),
            line => line.StartsWith("ClassifiedType(typeof(global::Held)", StringComparison.Ordinal));

    [Fact]
    public void A_type_that_shows_nothing_but_its_name_is_left_alone() =>
        Assert.Empty(ClassificationRun.Of("public interface IThing; public class Service(IThing thing, object any) { public object Any => any; IThing Thing => thing; } public record Plain(IReadOnlyList<string> Names, DateTime At);"));

    [Fact]
    public void Contracts_and_parameters_reach_the_members_of_a_base() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Has), PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::IHas<>), PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::IPerson), PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::Person), ShowsMembers = true, PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::Prim), PersonalData = new[] { \"Email\" })",
            "ClassifiedType(typeof(global::Q), ShowsMembers = true, PersonalData = new[] { \"Email\" })",
        ],
        ClassificationRun.Of(
            """
            public interface IPerson { [PersonalData] string Email { get; } }
            public interface IHas<T> { [PersonalData] T Email { get; } }
            public record Base(string Email);
            public record Person(string Email) : Base(Email), IPerson;
            public record Q([PersonalData] string Email) : Base(Email);
            public class Has : IHas<string> { public string Email => ""; }
            public class Prim([PersonalData] string email) { public string Email => email; }
            """));

    [Fact]
    public void A_record_shows_its_members_only_where_its_text_does_and_nothing_else_may_repeat_what_is_classified() => Assert.Equal(
        [
            "ClassifiedType(typeof(global::Hidden), Secrets = new[] { \"_key\" })",
            "ClassifiedType(typeof(global::Own), Secrets = new[] { \"Key\" })",
            "ClassifiedType(typeof(global::Printed), Secrets = new[] { \"Key\" })",
        ],
        ClassificationRun.Of(
            """
            public record Own([property: Secret] string Key) { public override string ToString() => ""; }
            public record Printed([property: Secret] string Key) { protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false; }
            public record Hidden { [Secret] private readonly string _key = ""; public string Key => _key; }
            """));

    [Fact]
    public void What_cannot_be_named_without_an_error_does_not_break_the_build() => Assert.Equal(
        [
            "ClassifiedType(\"Gone\", Secrets = new[] { \"Key\" })",
            "ClassifiedType(\"Trial\", Secrets = new[] { \"Key\" })",
            "ClassifiedType(typeof(global::Old), Secrets = new[] { \"Key\" })",
        ],
        ClassificationRun.Of(
            """
            [Obsolete("use New")] public class Old { [Secret] public string Key => ""; }
            [Obsolete("use New", true)] public class Gone { [Secret] public string Key => ""; }
            [System.Diagnostics.CodeAnalysis.Experimental("X1")] public class Trial { [Secret] public string Key => ""; }
            public static class Extensions { extension(string text) { [Secret] public string Key => text; } }
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
        Assert.Equal(["ClassifiedType(typeof(global::Customer), ShowsMembers = true)"], ClassificationRun.Of("[PersonalData] public record Email(string Text); public record Customer(Email Email);"));

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

        Assert.Equal(["ClassifiedType(typeof(global::Order), ShowsMembers = true)"], ClassificationRun.Of(Scenario.Of("public record Order(Customer Customer);").Reference(library.Compile().ToMetadataReference())));
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
