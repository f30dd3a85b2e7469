using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>A place that sends a POST or PATCH, or makes the message for one.</summary>
internal sealed class UnsafeRequest(IOperation operation, IOperation? client, string name)
{
    private static readonly string[] HarmlessEnds = ["search", "query", "graphql", "token", "validate", "count", "lookup", "login", "_search"];

    public IOperation Operation => operation;

    public string Name => name;

    public static UnsafeRequest? OfCall(IInvocationOperation call, KnownSymbols symbols)
    {
        if (call.Receiver() is not { } client || !client.Type.Is(symbols.HttpClient) || IsHarmless(call))
        {
            return null;
        }

        return new UnsafeRequest(call, client, call.TargetMethod.Name);
    }

    public static UnsafeRequest? OfMessage(IObjectCreationOperation creation)
    {
        var method = creation.Argument("method") ?? (creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(setting => setting.Target is IPropertyReferenceOperation { Property.Name: "Method" })?.Value);
        return method?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Post" or "Patch" } verb } && !IsHarmless(creation)
            ? new UnsafeRequest(creation, null, verb.Name.ToUpperInvariant())
            : null;
    }

    /// <summary>Returns whether the request goes out through the client of a registration.</summary>
    public bool GoesThrough(ClientKey key, Compilation compilation, CancellationToken cancellation)
    {
        if (client is not null)
        {
            return ClientOrigin.Of(client, compilation, cancellation).IsServedBy(key);
        }

        // A message is sent by whatever client its function has.
        foreach (var other in Function().Descendants())
        {
            if (other is IInvocationOperation { TargetMethod.Name: "SendAsync" or "Send", Instance: { } sender } && ClientOrigin.Of(sender, compilation, cancellation).IsServedBy(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the class of the request knows of keys that let the other side see a request twice.</summary>
    public bool HasKey() => operation.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? Mentions(type) : Mentions(operation.Syntax.SyntaxTree.GetRoot());

    private static bool Mentions(SyntaxNode node) => node.ToString().IndexOf("dempoten", StringComparison.Ordinal) >= 0;

    private IOperation Function()
    {
        var current = operation;
        while (current.Parent is { } outer)
        {
            current = outer;
        }

        return current;
    }

    // A POST that only asks.
    private static bool IsHarmless(IOperation request)
    {
        var arguments = request is IInvocationOperation call ? call.Arguments : ((IObjectCreationOperation)request).Arguments;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == "requestUri" && argument.Value.Unwrap() is { ConstantValue: { HasValue: true, Value: string path } })
            {
                var end = path.Split('?')[0].TrimEnd('/');
                return Array.IndexOf(HarmlessEnds, end.Substring(end.LastIndexOf('/') + 1).ToLowerInvariant()) >= 0;
            }
        }

        return false;
    }
}
