using System.Globalization;
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

        Assert.Equal(180, Degrees(host));
        Assert.Equal(0, _fills);
    }

    [Fact]
    public async Task Defaults_of_the_environment_are_set_without_the_table()
    {
        await using var host = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(Binding((oven, environment) => oven.Degrees = environment.IsDevelopment() ? 50 : 200))).StartAsync();

        Assert.Equal(200, Degrees(host));
        Assert.Equal(0, _fills);
    }

    [Fact]
    public async Task Keys_outside_of_the_section_fill_what_it_leaves_open_and_code_has_the_last_word()
    {
        await using var outside = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(WithStove()), ("Stove:Heat", "90")).StartAsync();
        await using var both = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(WithStove()), ("Stove:Heat", "90"), ("CloudNative:Oven:Trays:0", "upper")).StartAsync();
        await using var code = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(WithStove()).Configure<Oven>(oven => oven.Degrees++), ("Stove:Heat", "90")).StartAsync();

        Assert.Equal(90, Degrees(outside));
        Assert.Equal(90, Degrees(both));
        Assert.Equal(["upper"], both.Services.GetRequiredService<IOptions<Oven>>().Value.Trays);
        Assert.Equal(91, Degrees(code));
    }

    [Fact]
    public async Task Without_keys_outside_of_the_section_nothing_is_filled()
    {
        await using var host = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(WithStove()), ("CloudNative:Oven:Trays:0", "upper")).StartAsync();

        Assert.Equal(180, Degrees(host));
    }

    [Fact]
    public async Task What_keys_outside_of_the_section_fill_is_checked() =>
        Assert.Equal([Fault], await FaultsAsync(WithStove(), _ => { }, ("Stove:Heat", "301")));

    [Fact]
    public async Task Options_that_code_sets_are_its_own_not_the_defaults()
    {
        await using var host = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(Binding()).PostConfigureAll<Oven>(oven => oven.Degrees++)).StartAsync();

        Assert.Equal(181, Degrees(host));
    }

    [Fact]
    public async Task Options_that_are_registered_whole_stay()
    {
        var before = Microsoft.Extensions.Options.Options.Create(new Oven { Degrees = 100 });
        await using var host = await TestHost.Worker(builder => builder.Services.AddSingleton(before).AddCloudNativeOptions(Binding())).StartAsync();

        Assert.Same(before, host.Services.GetRequiredService<IOptions<Oven>>());
    }

    [Fact]
    public async Task A_set_up_of_all_options_sets_ours_too()
    {
        await using var host = await TestHost.Worker(
            builder => builder.Services.AddCloudNativeOptions(Binding()).AddSingleton(typeof(IPostConfigureOptions<>), typeof(SetUpOfAll<>))).StartAsync();

        Assert.Equal(99, Degrees(host));
    }

    [Fact]
    public async Task All_see_the_same_object()
    {
        await using var host = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(Binding())).StartAsync();
        var options = host.Services.GetRequiredService<IOptions<Oven>>();

        Assert.Same(options.Value, options.Value);
        Assert.Equal(options.Value.Degrees, host.Services.GetRequiredService<IOptionsMonitor<Oven>>().CurrentValue.Degrees);
    }

    [Fact]
    public async Task Every_text_of_a_list_is_checked()
    {
        var binding = new OptionsBinding<Oven>("CloudNative:Oven", table => table.TextList(nameof(Oven.Trays), o => o.Trays, "must hold letters only", text => text.All(char.IsLetter)));

        Assert.Equal(
            ["CloudNative:Oven:Trays must hold letters only, but was '2'.", "CloudNative:Oven:Trays must hold letters only, but was 'a b'."],
            await FaultsAsync(binding, _ => { }, ("CloudNative:Oven:Trays:0", "upper"), ("CloudNative:Oven:Trays:1", "2"), ("CloudNative:Oven:Trays:2", "a b")));
    }

    [Fact]
    public async Task A_rule_about_several_keys_is_checked_where_none_is_at_fault_or_in_any_case()
    {
        var binding = new OptionsBinding<Oven>("CloudNative:Oven", table => table
            .WholeNumber(nameof(Oven.Degrees), o => o.Degrees, (o, value) => o.Degrees = value, 50, 300)
            .Rule((_, check) => check.Require(false, "Seldom", "must be so", null))
            .Rule((_, check) => check.Require(false, "Always:a.b", "must be so", null), despiteFaults: true));

        Assert.Equal(
            [Fault, "CloudNative:Oven:Always:a.b must be so, but was not set."], await FaultsAsync(binding, _ => { }, ("CloudNative:Oven:Degrees", "301")));
        Assert.Equal(
            ["CloudNative:Oven:Seldom must be so, but was not set.", "CloudNative:Oven:Always:a.b must be so, but was not set."],
            await FaultsAsync(binding, _ => { }, ("CloudNative:Oven:Degrees", "300")));
    }

    [Fact]
    public async Task The_faults_of_checks_at_start_come_with_those_of_the_options() =>
        Assert.Equal(
            [Fault, "The oven is gone.", "The door is open."],
            await FaultsAsync(services => services.AddCloudNativeStartCheck<OvenCheck>().AddCloudNativeStartCheck<OvenCheck>(), ("CloudNative:Oven:Degrees", "301")));

    [Fact]
    public async Task The_table_is_filled_once_for_all_that_is_configured()
    {
        await using var host = await TestHost.Worker(builder => builder.Services.AddCloudNativeOptions(Binding()), ("CloudNative:Oven:Degrees", "220")).StartAsync();

        Assert.Equal(220, Degrees(host));
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

    private Task<IEnumerable<string>> FaultsAsync(Action<IServiceCollection> set, params (string Key, string Value)[] configuration) => FaultsAsync(Binding(), set, configuration);

    private static async Task<IEnumerable<string>> FaultsAsync(OptionsBinding<Oven> binding, Action<IServiceCollection> set, params (string Key, string Value)[] configuration)
    {
        await using var host = TestHost.Worker(
            builder =>
            {
                builder.Services.AddCloudNativeOptions(binding);
                set(builder.Services);
            },
            configuration);
        return (await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync)).Failures;
    }

    private static int Degrees(TestHost host) => host.Services.GetRequiredService<IOptions<Oven>>().Value.Degrees;

    private OptionsBinding<Oven> WithStove() => Binding(others: new(
        configuration => configuration["Stove:Heat"] is not null, (oven, configuration) => oven.Degrees = int.Parse(configuration["Stove:Heat"]!, CultureInfo.InvariantCulture)));

    private OptionsBinding<Oven> Binding(Action<Oven, IHostEnvironment>? defaults = null, OtherKeys<Oven>? others = null) => new(
        "CloudNative:Oven",
        table =>
        {
            _fills++;
            table
                .WholeNumber(nameof(Oven.Degrees), o => o.Degrees, (o, value) => o.Degrees = value, 50, 300)
                .TextList(nameof(Oven.Trays), o => o.Trays);
        },
        defaults,
        others);

    private sealed class OvenCheck : IStartCheck
    {
        public IEnumerable<string> Faults() => ["The oven is gone.", "The door is open."];
    }

    private sealed class SetUpOfAll<TOptions> : IPostConfigureOptions<TOptions>
        where TOptions : class
    {
        public void PostConfigure(string? name, TOptions options) => _ = options is Oven oven ? oven.Degrees = 99 : 0;
    }

    private sealed class Oven
    {
        public int Degrees { get; set; } = 180;

        public IList<string> Trays { get; } = [];
    }
}
