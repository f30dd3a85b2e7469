using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Reads the options of one section.</summary>
internal sealed class BoundOptions<TOptions>(OptionsBinding<TOptions> binding, IConfiguration configuration, IHostEnvironment environment) : IConfigureOptions<TOptions>
    where TOptions : class, new()
{
    public void Configure(TOptions options) => binding.Configure(options, configuration, environment);
}
