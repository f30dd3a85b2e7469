using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>HTTP clients with a constant base address, and the logical service behind it.</summary>
internal static class HttpClientFacts
{
    public static void Read(FactReading reading, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ExtendedType().Is(reading.Symbols.ServiceCollection) || !method.ReturnType.Is(reading.Symbols.HttpClientBuilder))
        {
            return;
        }

        var client = method.TypeArguments.Length > 0 ? method.TypeArguments[0] : null;
        var name = reading.Text(call.Argument("name")) ?? (call.Argument("name") is null ? client?.Name : null);
        var addresses = Configured(reading, call).Concat(InConstructors(reading, method.TypeArguments.LastOrDefault())).Take(2).ToList();
        if (name is null || addresses.Count != 1 || UriText(reading, addresses[0]) is not { } text || ServiceAddress.TryParse(text) is not { HasCredentials: false } address)
        {
            return;
        }

        var values = new List<(string, string?)> { ("name", name), ("address", text) };
        if (address.Service is { } service)
        {
            values.Add(("service", service));
            values.AddRange(address.Schemes.Select(scheme => ("scheme", (string?)scheme)));
            values.Add(("endpoint", address.EndpointName));
        }

        reading.Add(FactKinds.HttpClient, values);
    }

    // In the call's own arguments and in the ConfigureHttpClient calls chained to it.
    private static IEnumerable<IOperation> Configured(FactReading reading, IInvocationOperation call)
    {
        var found = Assignments(reading, ((InvocationExpressionSyntax)call.Syntax).ArgumentList);
        for (var link = call.Syntax; link.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == link; link = next)
        {
            if (access.Name.Identifier.ValueText == "ConfigureHttpClient")
            {
                found = found.Concat(Assignments(reading, next.ArgumentList));
            }
        }

        return found;
    }

    private static IEnumerable<IOperation> InConstructors(FactReading reading, ITypeSymbol? client)
    {
        var constructors = client?.GetMembers(".ctor").SelectMany(constructor => constructor.DeclaringSyntaxReferences) ?? [];
        return constructors.Select(reference => reference.GetSyntax(reading.Cancellation)).OfType<ConstructorDeclarationSyntax>()
            .SelectMany(constructor => Assignments(reading, constructor));
    }

    private static IEnumerable<IOperation> Assignments(FactReading reading, SyntaxNode scope)
    {
        foreach (var node in scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            var name = node.Left switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                _ => null,
            };
            if (name != "BaseAddress")
            {
                continue;
            }

            var model = reading.Model.Compilation.GetSemanticModel(node.SyntaxTree);
            if (model.GetOperation(node, reading.Cancellation) is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                && target.Property.ContainingType.Is(reading.Symbols.HttpClient))
            {
                yield return Unconditional.Within(node, scope) ? assignment.Value : assignment;
            }
        }
    }

    // new Uri("...") with an absolute constant address. An assignment that may not run arrives as itself and has no text.
    private static string? UriText(FactReading reading, IOperation value)
    {
        var address = value.Unwrap();
        if (address is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field })
        {
            address = AssignedValue.Of(field, reading.Model.Compilation, reading.Cancellation)?.Unwrap();
        }

        return address is IObjectCreationOperation { Arguments.Length: 1 or 2 } creation && creation.Type.Is(reading.Symbols.Uri)
            ? reading.Text(creation.Argument("uriString"))
            : null;
    }
}
