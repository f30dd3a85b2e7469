using CloudNative.Sdk.Analyzers.CodeFixes.Health;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class HiddenFailureFixTests
{
    [Theory]
    [InlineData("catch { return HealthCheckResult.Unhealthy(\"broker\"); } // Keep.", "catch (Exception ex) { return HealthCheckResult.Unhealthy(\"broker\", ex); } // Keep.")]
    [InlineData("catch (Exception) { return HealthCheckResult.Unhealthy(); }", "catch (Exception ex) { return HealthCheckResult.Unhealthy(exception: ex); }")]
    [InlineData("catch (Exception e) { return HealthCheckResult.Degraded(e.Message); }", "catch (Exception e) { return HealthCheckResult.Degraded(e.Message, e); }")]
    [InlineData("catch (Exception e) { return HealthCheckResult.Degraded(description: \"a\"); }", "catch (Exception e) { return HealthCheckResult.Degraded(description: \"a\", exception: e); }")]
    [InlineData("catch (Exception e) { return HealthCheckResult.Unhealthy(\"a\", null, null); }", "catch (Exception e) { return HealthCheckResult.Unhealthy(\"a\", e, null); }")]
    [InlineData("catch (Exception e) { return new HealthCheckResult(HealthStatus.Unhealthy, \"a\"); }", "catch (Exception e) { return new HealthCheckResult(HealthStatus.Unhealthy, \"a\", e); }")]
    public Task The_exception_is_passed(string bad, string good) => FixRun.Gives(new HiddenFailureFix(), HiddenFailureRuleTests.Check(bad), HiddenFailureRuleTests.Check(good));

    [Fact]
    public Task Nothing_is_offered_for_a_failure_that_is_called_healthy() =>
        FixRun.OffersNothing(new HiddenFailureFix(), HiddenFailureRuleTests.Check("catch (Exception) { return HealthCheckResult.Healthy(); }"));
}
