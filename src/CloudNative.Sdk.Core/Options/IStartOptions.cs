using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>An options class that is read when the host starts.</summary>
internal interface IStartOptions
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are invalid.</exception>
    void Read(IServiceProvider services);
}

/// <inheritdoc cref="IStartOptions"/>
internal sealed class StartOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions> : IStartOptions
    where TOptions : class
{
    public void Read(IServiceProvider services) => _ = services.GetRequiredService<IOptions<TOptions>>().Value;
}
