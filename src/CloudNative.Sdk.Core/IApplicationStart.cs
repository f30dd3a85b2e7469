using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core;

/// <summary>Implemented by an <see cref="IHostedService"/> of a feature that runs code of the application as the host starts, as start-up tasks.</summary>
/// <remarks>What has to be there before such code, as what it measures with, is made before the first hosted service where there is any, and else after the start.</remarks>
public interface IApplicationStart
{
    /// <summary>Gets whether there is anything to run.</summary>
    bool HasWork { get; }
}
