using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Documentation.Tests.Schema;

/// <summary>A section of the configuration that <c>AddCloudNative()</c> reads.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Options">The options class.</param>
/// <param name="Keys">The keys below it; <c>*</c> stands for any name.</param>
/// <param name="Faults">What is wrong with its defaults in an environment.</param>
internal sealed record OptionsSection(string Name, Type Options, IReadOnlyList<string> Keys, Func<string, IEnumerable<string>> Faults)
{
    /// <summary>Gets all of them, by the package that reads them.</summary>
    public static ILookup<string, OptionsSection> ByPackage()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddCloudNative();
        return builder.Services
            .Where(service => service.ServiceType.Name == "IOptionsSection")
            .Select(service => Read((dynamic)service.ImplementationInstance!))
            .Cast<OptionsSection>()
            .OrderBy(section => section.Name, StringComparer.Ordinal)
            .ToLookup(section => section.Options.Assembly.GetName().Name!, StringComparer.Ordinal);
    }

    private static OptionsSection Read<TOptions>(Core.OptionsBinding<TOptions> binding)
        where TOptions : class, new() => new(
            binding.SectionName, typeof(TOptions), [.. binding.Keys], environment => OptionsReader.Read(binding, environment).Result.Failures ?? []);
}
