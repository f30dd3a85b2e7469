using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Generation;

public sealed class ReferencedFactTests
{
    private const string Library = "using System.Diagnostics.Metrics; public static class Telemetry { public static readonly Meter Meter = new(\"Shop.Shared\"); }";
    private const string Program = "WebApplication.CreateBuilder(args).Build().Run();";

    [Fact]
    public void A_program_states_the_facts_of_the_assemblies_it_references()
    {
        var library = FactRun.Of(Scenario.Of(Library).Named("Shop.Shared"));

        Assert.Contains("meter name=Shop.Shared at=Program.cs(1,104) from=Shop.Shared", FactRun.Of(Scenario.Of(Program).Reference(library.ToReference())).Facts);
        Assert.Contains("meter name=Shop.Shared at=Program.cs(1,104) from=Shop.Shared", FactRun.Of(Scenario.Of(Program).Reference(library.Output.ToMetadataReference())).Facts);
    }

    [Fact]
    public void A_library_does_not_hand_facts_on()
    {
        var library = FactRun.Of(Scenario.Of(Library).Named("Shop.Shared")).ToReference();

        Assert.Null(FactRun.Of(Scenario.Of("class C;").Reference(library)).Source);
    }

    [Fact]
    public void A_fact_that_reaches_a_program_twice_is_stated_once()
    {
        var library = FactRun.Of(Scenario.Of(Library).Named("Shop.Shared"));

        var facts = FactRun.Of(Scenario.Of(Program).Reference(library.ToReference()).Reference(library.Output.ToMetadataReference())).Facts;

        Assert.Single(facts, fact => fact.StartsWith("meter", StringComparison.Ordinal));
    }

    [Fact]
    public void A_referenced_program_speaks_for_itself_only()
    {
        var other = FactRun.Of(Scenario.Of(Program + Library.Replace("using System.Diagnostics.Metrics;", "", StringComparison.Ordinal).Replace("Meter Meter", "System.Diagnostics.Metrics.Meter Meter", StringComparison.Ordinal)).Named("Shop.Other")).ToReference();

        Assert.Equal(["program kind=web"], FactRun.Of(Scenario.Of(Program).Reference(other)).Facts);
    }
}
