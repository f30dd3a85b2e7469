using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>What decides about options: the configuration, the environment, and the code of the application.</summary>
/// <remarks>One service, made by a factory: .NET compiles how a service that was registered as an object is found, when it is asked for it again.</remarks>
internal sealed class OptionsOrigins(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Stands for all options: <c>IConfigureOptions&lt;&gt;</c> may be registered open.</summary>
    private static readonly Type All = typeof(object);

    private readonly Lazy<HashSet<Type>> _touched = new(() => Touched(services));

    public IConfiguration Configuration => configuration;

    public IHostEnvironment Environment => environment;

    /// <summary>Tells whether anything but their own binding sets or checks the options of a class.</summary>
    public bool Touch(Type options) => _touched.Value.Contains(options) || _touched.Value.Contains(All);

    // One look at all services: to ask for IConfigureOptions<T> of each class would load three types for each.
    private static HashSet<Type> Touched(IServiceCollection services)
    {
        HashSet<Type> touched = [];
        foreach (var service in services)
        {
            if (service.ServiceType.IsGenericType && IsSetterOrCheck(service.ServiceType.GetGenericTypeDefinition()) && !IsOfBinding(service))
            {
                touched.Add(service.ServiceType.IsGenericTypeDefinition ? All : service.ServiceType.GenericTypeArguments[0]);
            }
        }

        return touched;
    }

    private static bool IsSetterOrCheck(Type definition) =>
        definition == typeof(IConfigureOptions<>) || definition == typeof(IValidateOptions<>) || definition == typeof(IPostConfigureOptions<>);

    private static bool IsOfBinding(ServiceDescriptor service) => !service.IsKeyedService && service.ImplementationFactory?.Target is IOptionsSection;
}
