using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Knows which options the code of the application sets or checks.</summary>
internal sealed class OptionsRegistrations(IServiceCollection services)
{
    /// <summary>Stands for all options: <c>IConfigureOptions&lt;&gt;</c> may be registered open.</summary>
    private static readonly Type All = typeof(object);

    private readonly Lazy<HashSet<Type>> _touched = new(() => Touched(services));

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
