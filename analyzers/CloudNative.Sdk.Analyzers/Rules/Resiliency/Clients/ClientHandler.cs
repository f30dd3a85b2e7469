using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>A handler with resilience strategies, as it is added to the builder of a client.</summary>
internal sealed class ClientHandler
{
    private static readonly string[] SafeWords = ["DisableFor", "ShouldHandle", "HttpMethod", ".Method", "dempoten", "RemoveAllResilienceHandlers"];

    private readonly string _chain;
    private readonly string _settings;

    public ClientHandler(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        Call = call;
        _chain = Chain(call).ToString();
        _settings = string.Concat(call.ArgumentList.Arguments.Select(argument => Read(argument.Expression, model, cancellation)));
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>Gets the clients that have the handler: one, or all that are given to a method that adds it.</summary>
    public IReadOnlyList<ClientKey> Clients { get; private set; } = [];

    public string Name => Call.CalledName()!;

    /// <summary>Gets whether the handler tries again.</summary>
    public bool Retries => Name switch
    {
        "AddStandardResilienceHandler" or "AddCloudNativeResiliency" => true,
        "AddResilienceHandler" => _settings.Contains("AddRetry"),
        "AddPolicyHandler" or "AddTransientHttpErrorPolicy" => _settings.Contains("Retry"),
        _ => false,
    };

    /// <summary>Gets whether the handler may look at the request before it tries again, or is set up by code that cannot be read.</summary>
    public bool MaySpareUnsafe => Name == "AddCloudNativeResiliency" || !IsReadable || Array.Exists(SafeWords, word => _chain.Contains(word) || _settings.Contains(word));

    /// <summary>Sets the clients, once they are all known.</summary>
    public void Serve(IReadOnlyList<ClientKey> clients) => Clients = clients;

    private bool IsReadable { get; set; } = true;

    // services.AddHttpClient<T>().AddX().Configure(...): the whole of it, and what a local of it is told later.
    private static SyntaxNode Chain(InvocationExpressionSyntax call)
    {
        SyntaxNode outer = call;
        while (outer.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == outer)
        {
            outer = next;
        }

        return outer.Parent is EqualsValueClauseSyntax ? outer.EnclosingFunction() : outer;
    }

    // The text of a setting, and of the method or value of this project that it names.
    private string Read(ExpressionSyntax setting, SemanticModel model, CancellationToken cancellation)
    {
        if (setting is AnonymousFunctionExpressionSyntax or LiteralExpressionSyntax or BaseObjectCreationExpressionSyntax)
        {
            return setting.ToString();
        }

        if (setting.LastName() is "GetSection" or "GetRequiredSection" || model.GetTypeInfo(setting, cancellation).Type is { Name: "IConfigurationSection" or "String" })
        {
            return "";
        }

        var symbol = model.GetSymbolInfo(setting, cancellation) is { Symbol: { } one } ? one : null;
        var declared = symbol switch
        {
            IMethodSymbol method => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation),
            ILocalSymbol or IFieldSymbol or IPropertySymbol => AssignedValue.Of(symbol, model.Compilation, cancellation)?.Syntax,
            _ => null,
        };
        IsReadable &= declared is not null || setting.ToString().Contains("Retry");
        return declared is null ? setting.ToString() : setting + declared.ToString();
    }
}
