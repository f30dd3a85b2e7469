using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>The sections of the configuration that code binds, and the keys that it reads.</summary>
internal static class ConfigurationFacts
{
    /// <summary><c>services.Configure&lt;T&gt;(section)</c>.</summary>
    public static void ReadConfigure(FactReading reading, IInvocationOperation call)
    {
        if (call.TargetMethod.ExtendedType().Is(reading.Symbols.ServiceCollection) && OnlyArgument(call.TargetMethod) is { } type)
        {
            Bound(reading, ConfigurationPath.Of(call.Argument("config"), reading), type);
        }
    }

    /// <summary><c>options.Bind(section)</c> of an options builder, <c>section.Bind(instance)</c>, <c>configuration.Bind(key, instance)</c>.</summary>
    public static void ReadBind(FactReading reading, IInvocationOperation call)
    {
        if (BuiltType(reading, call) is { } built)
        {
            Bound(reading, ConfigurationPath.Of(call.Argument("config"), reading), built);
        }
        else if (IsOfConfiguration(reading, call))
        {
            var path = ConfigurationPath.Of(call.Receiver(), reading);
            Bound(reading, call.Argument("key") is { } key ? ConfigurationPath.Join(path, reading.Text(key)) : path, call.Argument("instance")?.Unwrap().Type);
        }
    }

    /// <summary><c>options.BindConfiguration("Section")</c>.</summary>
    public static void ReadBindConfiguration(FactReading reading, IInvocationOperation call) => Bound(reading, reading.Text(call.Argument("configSectionPath")), BuiltType(reading, call));

    /// <summary>
    /// Returns whether a call may be <c>section.Get&lt;T&gt;()</c>, <c>configuration.GetValue&lt;T&gt;("Key")</c> or <c>configuration.GetValue("Key", 1)</c>; looks at its syntax only.
    /// </summary>
    public static bool MayGet(InvocationExpressionSyntax call) => call.CalledPlace() switch
    {
        GenericNameSyntax { Identifier.ValueText: "Get" } => true,
        GenericNameSyntax => call.ArgumentList.Arguments.Count > 0,
        SimpleNameSyntax { Identifier.ValueText: "GetValue" } => call.ArgumentList.Arguments.Count > 1,
        _ => false,
    };

    /// <summary><c>section.Get&lt;T&gt;()</c>.</summary>
    public static void ReadGet(FactReading reading, IInvocationOperation call)
    {
        if (IsOfConfiguration(reading, call) && OnlyArgument(call.TargetMethod) is { } type)
        {
            Bound(reading, ConfigurationPath.Of(call.Receiver(), reading), type);
        }
    }

    /// <summary><c>configuration.GetValue&lt;int&gt;("Key")</c>.</summary>
    public static void ReadValue(FactReading reading, IInvocationOperation call)
    {
        if (IsOfConfiguration(reading, call) && OnlyArgument(call.TargetMethod) is { } type)
        {
            Key(reading, ConfigurationPath.Join(ConfigurationPath.Of(call.Receiver(), reading), reading.Text(call.Argument("key"))), ConfigurationType.NameOf(type));
        }
    }

    /// <summary><c>configuration.GetConnectionString("Name")</c>.</summary>
    public static void ReadConnectionString(FactReading reading, IInvocationOperation call)
    {
        if (IsOfConfiguration(reading, call))
        {
            Key(reading, ConfigurationPath.Join(ConfigurationPath.Join(ConfigurationPath.Of(call.Receiver(), reading), "ConnectionStrings"), reading.Text(call.Argument("name"))), "string");
        }
    }

    /// <summary>Returns whether an indexer may be that of a configuration; looks at names only.</summary>
    public static bool MayRead(ElementAccessExpressionSyntax element) =>
        element.ArgumentList.Arguments.Count == 1
        && !(element.Parent is AssignmentExpressionSyntax assignment && assignment.Left == element)
        && element.Expression.LastName() is { } name
        && (EndsWith(name, "configuration") || EndsWith(name, "config") || EndsWith(name, "section") || name is "GetSection" or "GetRequiredSection" or "GetRequiredService" or "GetService");

    /// <summary><c>configuration["Key"]</c>.</summary>
    public static void ReadElement(FactReading reading, IPropertyReferenceOperation element)
    {
        if (element is { Property.IsIndexer: true, Arguments.Length: 1 } && element.Instance?.Type.IsOrInherits(reading.Symbols.Configuration) == true)
        {
            Key(reading, ConfigurationPath.Join(ConfigurationPath.Of(element.Instance, reading), reading.Text(element.Arguments[0].Value)), "string");
        }
    }

    private static ITypeSymbol? OnlyArgument(IMethodSymbol method) => method.TypeArguments.Length == 1 ? method.TypeArguments[0] : null;

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfConfiguration(FactReading reading, IInvocationOperation call) => call.TargetMethod.ExtendedType().Is(reading.Symbols.Configuration);

    private static ITypeSymbol? BuiltType(FactReading reading, IInvocationOperation call) =>
        call.Receiver()?.Type is INamedTypeSymbol builder && builder.Is(reading.Symbols.OptionsBuilder) ? builder.TypeArguments[0] : null;

    // All of the configuration is no section, and its members are no keys of it alone.
    private static void Bound(FactReading reading, string? section, ITypeSymbol? type)
    {
        if (string.IsNullOrEmpty(section) || type is null or IErrorTypeSymbol or ITypeParameterSymbol)
        {
            return;
        }

        if (ConfigurationType.NameOf(type) is { } simple)
        {
            Key(reading, section, simple);
            return;
        }

        reading.Add(FactKinds.ConfigurationSection, [("section", section), ("type", (type as INamedTypeSymbol)?.ReflectionName())]);
        foreach (var member in ConfigurationType.MembersOf(type, section!, reading.Cancellation))
        {
            reading.Add(FactKinds.ConfigurationKey, [("key", member.Key), ("type", member.Type), ("required", Flag(member.IsRequired)), ("secret", Flag(member.IsSecret || SecretKey.IsMatch(member.Key))), ("min", member.Min), ("max", member.Max)]);
        }
    }

    private static void Key(FactReading reading, string? key, string? type)
    {
        if (key is not null)
        {
            reading.Add(FactKinds.ConfigurationKey, [("key", key), ("type", type), ("secret", Flag(SecretKey.IsMatch(key)))]);
        }
    }

    private static string? Flag(bool value) => value ? "true" : null;
}
