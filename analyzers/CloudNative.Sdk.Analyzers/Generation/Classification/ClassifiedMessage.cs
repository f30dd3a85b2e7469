using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>A log message method with classified parameters, ready to be written.</summary>
internal sealed record ClassifiedMessage(string Message, EquatableArray<string> PersonalData, EquatableArray<string> Secrets)
{
    public const string AttributeName = "Microsoft.Extensions.Logging.LoggerMessageAttribute";

    public static ClassifiedMessage? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ClassificationGenerator.IsWanted(context.SemanticModel.Compilation) || context.TargetSymbol is not IMethodSymbol method)
        {
            return null;
        }

        var parameters = method.Parameters.Where(parameter => parameter.Name.Length > 0).Select(parameter => (parameter.Name, Class: DataClasses.Of(parameter))).ToArray();
        return parameters.All(parameter => parameter.Class == DataClass.None) ? null : new ClassifiedMessage(
            MessageOf(context.Attributes[0]),
            new([.. parameters.Where(parameter => parameter.Class == DataClass.PersonalData).Select(parameter => parameter.Name)]),
            new([.. parameters.Where(parameter => parameter.Class == DataClass.Secret).Select(parameter => parameter.Name)]));
    }

    /// <summary>A method without a message logs an empty one.</summary>
    private static string MessageOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Message").Value.Value as string
        ?? attribute.ConstructorArguments.Select(argument => argument.Value).OfType<string>().FirstOrDefault()
        ?? string.Empty;
}
