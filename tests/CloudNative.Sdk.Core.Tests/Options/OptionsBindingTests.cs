using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Tests.Options;

public sealed class OptionsBindingTests
{
    private const string Fault = "CloudNative:Oven:Degrees must be from 50 to 300, but was 301.";

    private int _fills;

    [Fact]
    public async Task A_section_that_nobody_sets_has_its_defaults_and_costs_the_start_no_table()
    {
        await using var host = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(Binding())).StartAsync();

        Assert.Equal(180, host.Services.GetRequiredService<IOptions<Oven>>().Value.Degrees);
        Assert.Equal(0, _fills);
    }

    [Fact]
    public async Task Defaults_of_the_environment_are_set_without_the_table()
    {
        await using var host = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(Binding((oven, environment) => oven.Degrees = environment.IsDevelopment() ? 50 : 200))).StartAsync();

        Assert.Equal(200, host.Services.GetRequiredService<IOptions<Oven>>().Value.Degrees);
        Assert.Equal(0, _fills);
    }

    [Fact]
    public async Task The_table_is_filled_once_for_all_that_is_configured()
    {
        await using var host = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(Binding()), ("CloudNative:Oven:Degrees", "220")).StartAsync();

        Assert.Equal(220, host.Services.GetRequiredService<IOptions<Oven>>().Value.Degrees);
        Assert.Equal(220, host.Services.GetRequiredService<IOptionsMonitor<Oven>>().CurrentValue.Degrees);
        Assert.Equal(1, _fills);
    }

    [Fact]
    public async Task A_fault_of_the_configuration_ends_the_start() =>
        Assert.Equal([Fault], await FaultsAsync(_ => { }, ("CloudNative:Oven:Degrees", "301")));

    [Fact]
    public async Task What_code_sets_is_checked_as_well()
    {
        Assert.Equal([Fault], await FaultsAsync(services => services.Configure<Oven>(oven => oven.Degrees = 301)));
        Assert.Equal([Fault], await FaultsAsync(services => services.PostConfigure<Oven>(oven => oven.Degrees = 301)));
        Assert.Equal([Fault], await FaultsAsync(services => services.ConfigureAll<Oven>(oven => oven.Degrees = 301)));
        Assert.Equal([Fault], await FaultsAsync(services => services.AddOptions<Oven>().Configure<IHostEnvironment>((oven, _) => oven.Degrees = 301)));
    }

    [Fact]
    public async Task Checks_of_the_application_run_too() =>
        Assert.Equal(["too hot"], await FaultsAsync(services => services.AddOptions<Oven>().Validate(oven => oven.Degrees < 180, "too hot")));

    [Fact]
    public async Task The_same_binding_twice_is_registered_once()
    {
        var binding = Binding();
        await using var host = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(binding).AddCloudNativeOptions(binding), ("CloudNative:Oven:Trays:0", "upper")).StartAsync();

        Assert.Equal(["upper"], host.Services.GetRequiredService<IOptions<Oven>>().Value.Trays);
    }

    private async Task<IEnumerable<string>> FaultsAsync(Action<IServiceCollection> set, params (string Key, string Value)[] configuration)
    {
        var host = TestHost.Worker(
            builder =>
            {
                builder.Services.AddCloudNativeOptions(Binding());
                set(builder.Services);
            },
            configuration);
        return (await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync)).Failures;
    }

    private OptionsBinding<Oven> Binding(Action<Oven, IHostEnvironment>? defaults = null) => new(
        "CloudNative:Oven",
        table =>
        {
            _fills++;
            table
                .WholeNumber(nameof(Oven.Degrees), o => o.Degrees, (o, value) => o.Degrees = value, 50, 300)
                .TextList(nameof(Oven.Trays), o => o.Trays);
        },
        defaults);

    private sealed class Oven
    {
        public int Degrees { get; set; } = 180;

        public IList<string> Trays { get; } = [];
    }
}
