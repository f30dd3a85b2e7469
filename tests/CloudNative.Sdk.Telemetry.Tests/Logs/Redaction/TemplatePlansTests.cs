using System.Globalization;
using CloudNative.Sdk.Telemetry.Logs.Redaction;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

public sealed class TemplatePlansTests
{
    private readonly TemplatePlans _plans = new(new KeyClassifier(new LogRedactionOptions()), ClassifiedCode.Current);

    [Fact]
    public void Interpolated_messages_are_not_kept()
    {
        for (var index = 0; index < 5_000; index++)
        {
            _plans.Of(index.ToString(CultureInfo.InvariantCulture) + new string('x', 1_000));
            _plans.Of("{Hole}" + index.ToString(CultureInfo.InvariantCulture) + new string('x', 50_000));
        }

        Assert.Equal(0, _plans.Characters);
    }

    [Fact]
    public void Templates_are_kept_up_to_a_number_of_characters()
    {
        for (var index = 0; index < 1_500; index++)
        {
            _plans.Of("{Hole}" + index.ToString(CultureInfo.InvariantCulture) + new string('x', 4_000));
            Assert.InRange(_plans.Characters, 4_000, 500_000);
        }
    }
}
