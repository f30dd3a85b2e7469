using System.Globalization;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Ports that code listens on, where it always does: one in a branch, as for development, is not stated.</summary>
internal static class PortFacts
{
    /// <summary>Returns whether a call may be <c>app.Run("http://*:5000")</c>; looks at its syntax only.</summary>
    public static bool MayTakeUrl(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.ValueText: "Task" } }, ArgumentList.Arguments: { Count: 1 } arguments }
        && arguments[0].Expression is var url
        && (url is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax || url.IsKind(SyntaxKind.StringLiteralExpression));

    // UseUrls("http://*:5000;https://*:5001"), app.Run("http://*:5000"), app.Urls.Add("http://*:5000").
    public static void ReadUrls(FactReading reading, IInvocationOperation call)
    {
        if (!TakesUrls(reading, call) || !Unconditional.Within(reading.Node))
        {
            return;
        }

        foreach (var value in call.Arguments.Where(argument => !argument.IsImplicit || argument.ArgumentKind == ArgumentKind.ParamArray).SelectMany(Values))
        {
            foreach (var url in reading.Text(value)?.Split([';'], StringSplitOptions.RemoveEmptyEntries) ?? [])
            {
                if (ServiceAddress.TryParse(url.Trim()) is { Scheme: "http" or "https" } address)
                {
                    Add(reading, address.Port ?? (address.Scheme == "https" ? 443 : 80), address.Scheme, address.IsLoopback);
                }
            }
        }
    }

    // options.ListenAnyIP(5000), options.ListenLocalhost(5000), options.Listen(IPAddress.Any, 5000).
    public static void ReadListen(FactReading reading, IInvocationOperation call)
    {
        if (!call.TargetMethod.ContainingType.Is(reading.Symbols.KestrelServerOptions)
            || ConstantNumber.Port(call.Argument("port")) is not { } port
            || !Unconditional.Within(reading.Node))
        {
            return;
        }

        bool? loopback = call.TargetMethod.Name switch
        {
            "ListenLocalhost" => true,
            "ListenAnyIP" => false,
            _ => call.Argument("address")?.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true } field } && field.ContainingType.Is(reading.Symbols.IPAddress)
                ? field.Name.EndsWith("Loopback", StringComparison.Ordinal)
                : null,
        };
        if (loopback is { } known)
        {
            Add(reading, port, CallsUseHttps(call) ? "https" : "http", known);
        }
    }

    private static bool TakesUrls(FactReading reading, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "UseUrls" => method.IsExtensionMethod && method.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Hosting",
            "Run" or "RunAsync" => method.ContainingType.Is(reading.Symbols.WebApplication),
            "Add" => call.Instance?.Unwrap() is IPropertyReferenceOperation { Property.Name: "Urls" } urls && urls.Property.ContainingType.Is(reading.Symbols.WebApplication),
            _ => false,
        };
    }

    private static IEnumerable<IOperation> Values(IArgumentOperation argument) => argument.Value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
        ICollectionExpressionOperation list => list.Elements,
        _ => [argument.Value],
    };

    private static bool CallsUseHttps(IInvocationOperation call) => call.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(inner => inner.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UseHttps" });

    private static void Add(FactReading reading, int port, string scheme, bool loopback)
    {
        if (port > 0)
        {
            reading.Add(FactKinds.Port, [("port", port.ToString(CultureInfo.InvariantCulture)), ("scheme", scheme), ("loopback", loopback ? "true" : null)]);
        }
    }
}
