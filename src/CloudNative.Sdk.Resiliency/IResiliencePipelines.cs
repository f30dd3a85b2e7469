using Polly;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Gives calls that are no HTTP requests the same policies: a database, a queue, a mail server.</summary>
public interface IResiliencePipelines
{
    /// <summary>Gets the pipeline of a name: a limit in all, retries within a budget, a breaker, a limit for each attempt.</summary>
    /// <param name="name">The name, by which <c>CloudNative:Resiliency:Clients:&lt;name&gt;</c> changes the defaults.</param>
    /// <returns>The pipeline; the same object for the same name, so that its breaker knows all calls. Every exception but a cancellation counts as a failure, and is tried again: use it for work that may be done twice.</returns>
    /// <remarks>Thread-safe. A pipeline has the policy of the moment at which it was first asked for.</remarks>
    ResiliencePipeline GetPipeline(string name);
}
