using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Knows the policies by the configuration of the moment. A change with faults is refused as a whole, and the last good state stays.</summary>
internal sealed class CallPolicies : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly IOptionsFactory<ResiliencyOptions> _factory;
    private readonly ILogger<CallPolicies> _logger;
    private readonly IDisposable _reloads;
    private volatile ResiliencyOptions _options;
    private string _content;

    public CallPolicies(IConfiguration configuration, IOptions<ResiliencyOptions> options, IOptionsFactory<ResiliencyOptions> factory, ILogger<CallPolicies> logger)
    {
        _configuration = configuration;
        _factory = factory;
        _logger = logger;
        _options = options.Value;
        _content = Content();
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Gets what the policies are made of; another object after each change.</summary>
    public ResiliencyOptions Options => _options;

    public static CallPolicy Of(ResiliencyOptions options, string client, CallPolicyOptions? own = null) =>
        CallPolicy.Merge(own, options.Clients.TryGetValue(client, out var named) ? named : null, options.Defaults);

    public void Dispose() => _reloads.Dispose();

    private string Content() => string.Join('\n', _configuration.GetSection(ResiliencyOptions.SectionName).AsEnumerable());

    private void Reload()
    {
        // The token tells of a change anywhere in the configuration.
        var content = Content();
        if (Interlocked.Exchange(ref _content, content) == content)
        {
            return;
        }

        try
        {
            _options = _factory.Create(Microsoft.Extensions.Options.Options.DefaultName);
            _logger.PoliciesChanged();
        }
        catch (OptionsValidationException exception)
        {
            _logger.PoliciesRefused(string.Join(' ', exception.Failures));
        }
    }
}
