using CloudNative.Sdk.Telemetry.Logs.Levels;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Levels;

public sealed class FilterRulesTests
{
    private const int Rounds = 2_000;
    private static readonly string?[] Providers = [null, null, "Recording", typeof(RecordingProvider).FullName, "Other"];
    private static readonly string?[] Patterns = [null, "Shop", "shop.orders", "Shop.Orders.Book", "Shop.*", "*.Book", "*", "Other"];
    private static readonly string[] Categories = ["Shop", "Shop.Orders", "Shop.Orders.Book", "Shopping", "Else"];

    [Fact]
    public void The_level_is_the_one_that_the_factory_of_dotnet_enables()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var options = Options(new Random(seed));
            using var provider = new RecordingProvider();
            using var factory = new LoggerFactory([provider], options);
            foreach (var category in Categories)
            {
                var logger = factory.CreateLogger(category);
                var enabled = Enumerable.Range(0, (int)LogLevel.None).Select(level => (LogLevel)level).Where(logger.IsEnabled).ToArray();

                Assert.True(
                    FilterRules.LowestLevel(options, LogProvider.Of(provider), category) == enabled.FirstOrDefault(LogLevel.None), $"seed {seed}, {category}");
            }
        }
    }

    private static LoggerFilterOptions Options(Random random)
    {
        var options = new LoggerFilterOptions { MinLevel = Level(random) };
        for (var i = random.Next(6); i > 0; i--)
        {
            var only = Level(random);
            options.Rules.Add(new LoggerFilterRule(
                Providers[random.Next(Providers.Length)],
                Patterns[random.Next(Patterns.Length)],
                random.Next(3) == 0 ? null : Level(random),
                random.Next(3) == 0 ? (_, _, level) => level >= only : null));
        }

        return options;
    }

    private static LogLevel Level(Random random) => (LogLevel)random.Next((int)LogLevel.None + 1);
}
