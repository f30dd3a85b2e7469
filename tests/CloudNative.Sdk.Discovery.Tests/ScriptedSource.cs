using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>A source that says what a test tells it to say.</summary>
internal sealed class ScriptedSource(string name = "Scripted") : IServiceEndpointSource
{
    private readonly Channel<Func<ServiceEndpoints>> _answers = Channel.CreateUnbounded<Func<ServiceEndpoints>>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    public string Name => name;

    /// <summary>Gets how often the source was asked anew.</summary>
    public int Asked { get; private set; }

    public static ServiceEndpoint Endpoint(string address, int weight = 1, int priority = 0, string? zone = null, string? dataCenter = null, string? version = null)
    {
        var parts = address.Split(':');
        return new ServiceEndpoint(parts[0], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 80)
        {
            Weight = weight,
            Priority = priority,
            Zone = zone,
            DataCenter = dataCenter,
            Metadata = version is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["version"] = version },
        };
    }

    public ScriptedSource Says(params ServiceEndpoint[] endpoints) => Answer(() => new ServiceEndpoints(endpoints));

    public ScriptedSource Says(params string[] addresses) => Says([.. addresses.Select(address => Endpoint(address))]);

    public ScriptedSource DoesNotKnow() => Answer(() => ServiceEndpoints.Unknown($"{Name} knows nothing."));

    public ScriptedSource Fails(string message = "the registry is down") => Answer(() => throw new IOException(message));

    public async IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked++;
        await foreach (var answer in _answers.Reader.ReadAllAsync(cancellationToken))
        {
            yield return answer();
        }
    }

    private ScriptedSource Answer(Func<ServiceEndpoints> answer)
    {
        _answers.Writer.TryWrite(answer);
        return this;
    }
}
