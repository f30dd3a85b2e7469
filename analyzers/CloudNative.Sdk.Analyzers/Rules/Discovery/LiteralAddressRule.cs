using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Discovery;

/// <summary>CNS5001.</summary>
internal sealed class LiteralAddressRule() : Rule(DiscoveryRules.LiteralAddress)
{
    private static readonly DiagnosticDescriptor Descriptor = DiscoveryRules.LiteralAddress.Descriptor();

    private static readonly string[] AddressWords = ["host", "address", "endpoint", "url", "authority", "broker", "server", "baseuri", "requesturi", "serviceuri"];

    // Where the program itself listens, who may call it, where a browser goes.
    private static readonly string[] OtherWords = ["origin", "redirect", "callback", "return", "logout", "cors", "allowed", "namespace", "listen", "bind", "issuer", "audience", "schema", "referer", "urls"];

    private static readonly string[] OtherOwners = ["UseUrls", "WithOrigins", "Listen", "Redirect", "OpenApi", "SpaDevelopmentServer", "Log", "StartsWith", "EndsWith", "Contains", "Equals", "Replace", "Assert"];

    // What speaks of the host itself, or takes addresses apart.
    private static readonly string[] OwnHostOwners = ["HostString", "Uri", "RequireHost", "Kestrel", "Server", "Dns", "Cookie", "HttpRequest", "Proxy"];

    // What they are given is the server, whatever they call it.
    private static readonly string[] ServerOwners = ["AddRedis", "AddStackExchangeRedis", "AddRabbitMQ", "AddElasticsearch", "AddMongoDb", "AddKafka", "AddUrlGroup"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.Literal, context => Judge(context, symbols));
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols)
    {
        if (context.Operation.ConstantValue is not { HasValue: true, Value: string text } || !IsStart(context.Operation))
        {
            return;
        }

        var isBare = LiteralAddress.IsBareHost(text);
        if (!isBare && !(LiteralAddress.MayBe(text) && LiteralAddress.Is(text)))
        {
            return;
        }

        foreach (var sink in new ValueFlow(symbols, context.CancellationToken).SinksOf(context.Operation))
        {
            if (IsAddress(sink, symbols) && (!isBare || (!sink.IsDefault && IsHost(sink))) && !context.Operation.IsDevelopmentOnly(context.CancellationToken) && !sink.At.IsDevelopmentOnly(context.CancellationToken))
            {
                var severity = sink.IsDefault ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, context.Operation.Syntax.GetLocation(), severity, additionalLocations: null, properties: null, text, sink.IsBound ? sink.Name : sink.Owner));
                return;
            }
        }
    }

    // Of a text with holes only the beginning names the host.
    private static bool IsStart(IOperation literal) => literal.Parent switch
    {
        IInterpolatedStringTextOperation { Parent: IInterpolatedStringOperation whole } part => whole.Parts[0] == part,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => sum.LeftOperand == literal,
        _ => true,
    };

    private static bool IsAddress(ValueSink sink, KnownSymbols symbols)
    {
        if (OtherOwners.Any(other => sink.Owner.IndexOf(other, StringComparison.Ordinal) >= 0) || OtherWords.Any(other => Has(sink.Name, other)) || IsOwnRun(sink, symbols))
        {
            return false;
        }

        if (Array.IndexOf(ServerOwners, sink.Owner) >= 0)
        {
            return true;
        }

        return sink.IsBound
            ? AddressWords.Any(word => Has(sink.Name, word)) || (sink.Name == "uri" && sink.Owner is not "Uri" and not "UriBuilder")
            : sink.Owner is "ForAddress" or "GrpcChannel" or "ConnectionFactory" or "ConnectAsync" or "Connect" or "GetAsync" or "PostAsync"
                || AddressWords.Any(word => Has(sink.Owner, word));
    }

    // A host alone is an address only where a client of something else is told its host.
    private static bool IsHost(ValueSink sink) =>
        sink.IsBound
            ? (sink.Name is "host" or "hostname" or "hostName" or "HostName" or "Hostname" or "Host" or "server" or "Server" or "BootstrapServers") && !OwnHostOwners.Any(owner => Has(sink.Owner, owner))
            : sink.Owner is "ConnectionFactory" or "Connect" or "ConnectAsync";

    // app.Run("http://localhost:8080") and app.Urls say where this program listens.
    private static bool IsOwnRun(ValueSink sink, KnownSymbols symbols) =>
        sink.At is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Run" or "RunAsync" } method } } && method.ContainingType.Is(symbols.WebApplication);

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
