using CloudNative.Sdk.Analyzers.Report.Maturity;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Analyzers.Report.Tests;

public sealed class CriteriaTests
{
    private static readonly Fact AllFeatures = new Fact(FactKinds.Features).With("feature", "all");

    private static Dictionary<string, bool> Judge(IReadOnlyList<Fact> facts, IReadOnlyList<Finding>? findings = null, bool isDeclared = false)
    {
        var service = new ServiceTraits(facts, findings ?? [], _ => isDeclared, isDeclared, isDeclared);
        return Criteria.All.Select(criterion => criterion.Judge(service)).OfType<CardEntry>().ToDictionary(entry => entry.What, entry => entry.IsMet);
    }

    [Fact]
    public void A_bare_service_meets_only_that_nothing_warns() =>
        Assert.All(Judge([]), entry => Assert.Equal(entry.Key.StartsWith("No rule", StringComparison.Ordinal), entry.Value));

    [Fact]
    public void A_service_that_does_everything_meets_everything()
    {
        var card = Judge(
            [
                AllFeatures,
                new Fact(FactKinds.HttpClient).With("name", "catalog").With("service", "catalog"),
                new Fact(FactKinds.HealthCheck).With("name", "catalog").With("service", "Catalog"),
                new Fact(FactKinds.Instrument).With("name", "shop.orders").With("unit", "{order}"),
            ],
            isDeclared: true);

        Assert.All(card, entry => Assert.True(entry.Value, entry.Key));
        Assert.Equal(Criteria.All.Count, card.Count);
    }

    [Theory]
    [InlineData("It calls others by name", FactKinds.HttpClient, "address", "http://10.0.0.1")]
    [InlineData("Each service that it calls has a check", FactKinds.HttpClient, "service", "catalog")]
    [InlineData("Its instruments state their units", FactKinds.Instrument, "name", "orders")]
    public void What_the_code_lacks_is_not_met_and_what_does_not_apply_is_no_line(string what, string kind, string key, string value)
    {
        Assert.False(Judge([AllFeatures, new Fact(kind).With(key, value)])[what]);
        Assert.DoesNotContain(what, Judge([AllFeatures]).Keys);
    }

    [Theory]
    [InlineData("CNS1001", "No rule of health warns (CNS1xxx)")]
    [InlineData("CNS5001", "No rule of operations warns (CNS2xxx, CNS5xxx)")]
    [InlineData("CNS6002", "No rule of telemetry and logging warns (CNS3xxx, CNS6xxx)")]
    [InlineData("CNS4005", "No rule of resiliency warns (CNS4xxx)")]
    public void A_warning_counts_against_its_characteristic_and_a_suggestion_does_not(string rule, string what)
    {
        Assert.False(Judge([], [new Finding(rule, "warning", "", "A.cs", 1, 1)])[what]);
        Assert.True(Judge([], [new Finding(rule, "note", "", "A.cs", 1, 1)])[what]);
    }

    [Fact]
    public void Every_characteristic_has_criteria_and_every_criterion_says_what_to_do()
    {
        Assert.Equal(Criteria.Characteristics, Criteria.All.Select(criterion => criterion.Characteristic).Distinct());
        Assert.All(Criteria.All, criterion => Assert.EndsWith(".", criterion.Advice, StringComparison.Ordinal));
    }
}
