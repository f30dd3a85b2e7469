using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>Tells whether code asks something outside the process, from the types it uses.</summary>
internal sealed class RemoteTypes(KnownSymbols symbols)
{
    private static readonly string[] Names =
    [
        "System.Net.Http.HttpClient",
        "System.Net.Http.IHttpClientFactory",
        "System.Net.Sockets.Socket",
        "System.Net.Sockets.TcpClient",
        "System.Data.IDbConnection",
        "System.Data.Common.DbConnection",
        "System.Data.Common.DbDataSource",
        "Microsoft.EntityFrameworkCore.DbContext",
        "Microsoft.EntityFrameworkCore.IDbContextFactory`1",
        "StackExchange.Redis.IDatabase",
        "StackExchange.Redis.IConnectionMultiplexer",
        "Grpc.Core.ClientBase",
        "Grpc.Core.ChannelBase",
        "RabbitMQ.Client.IConnection",
        "RabbitMQ.Client.IConnectionFactory",
        "RabbitMQ.Client.IChannel",
        "RabbitMQ.Client.IModel",
        "MongoDB.Driver.IMongoClient",
        "MongoDB.Driver.IMongoDatabase",
        "Confluent.Kafka.IAdminClient",
        "Azure.Messaging.ServiceBus.ServiceBusClient",
    ];

    // Registrations of the common packages; all extend IHealthChecksBuilder.
    private static readonly HashSet<string> Registrations = new(StringComparer.Ordinal)
    {
        "AddServiceCheck", "AddUrlGroup", "AddSqlServer", "AddNpgSql", "AddMySql", "AddOracle", "AddRedis", "AddRabbitMQ", "AddKafka", "AddMongoDb", "AddElasticsearch", "AddOpenSearch",
        "AddDbContextCheck", "AddConsul", "AddTcpHealthCheck", "AddDnsResolveHealthCheck", "AddPingHealthCheck", "AddSmtpHealthCheck", "AddFtpHealthCheck", "AddSftpHealthCheck",
        "AddIdentityServer", "AddOpenIdConnectServer", "AddSignalRHub", "AddNats", "AddCassandra", "AddClickHouse", "AddInfluxDB", "AddRavenDB", "AddEventStore", "AddSolr",
        "AddAzureServiceBusQueue", "AddAzureServiceBusTopic", "AddAzureServiceBusSubscription", "AddAzureEventHub", "AddAzureBlobStorage", "AddAzureQueueStorage", "AddAzureKeyVault",
        "AddAzureCosmosDB", "AddCosmosDb", "AddS3", "AddSqs", "AddSns", "AddDynamoDb", "AddKubernetes", "AddHangfire", "AddVault", "AddMilvus", "AddQdrant", "AddWeaviate",
    };

    private readonly INamedTypeSymbol[] _types = [.. Names.Select(symbols.Find).OfType<INamedTypeSymbol>()];

    public static IEnumerable<string> RemoteRegistrations => Registrations;

    public static bool IsRemoteRegistration(string method) => Registrations.Contains(method);

    /// <summary>Returns whether a check of this class asks something remote: by what its constructors take, or by what its body calls.</summary>
    public bool IsRemoteCheck(INamedTypeSymbol check, CancellationToken cancellation) =>
        TakesRemote(check, mayWrap: true) || check.DeclaringSyntaxReferences.Any(reference => UsesRemote(reference.GetSyntax(cancellation), cancellation));

    /// <summary>Returns whether code uses an object of a remote type.</summary>
    public bool UsesRemote(SyntaxNode code, CancellationToken cancellation)
    {
        var model = symbols.Compilation.GetSemanticModel(code.SyntaxTree);
        return code.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(expression => expression is MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax)
            .Any(expression => expression is MemberAccessExpressionSyntax access
                ? IsRemote(model.GetTypeInfo(access.Expression, cancellation).Type)
                : IsRemote(model.GetTypeInfo(expression, cancellation).Type));
    }

    // A client of one's own that takes an HttpClient is as remote as the HttpClient: one level, since deeper it says little.
    private bool TakesRemote(INamedTypeSymbol type, bool mayWrap) => type.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters)
        .Any(parameter => IsRemote(parameter.Type) || (mayWrap && parameter.Type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } wrapper && TakesRemote(wrapper, mayWrap: false)));

    private bool IsRemote(ITypeSymbol? type)
    {
        if (type is null or { SpecialType: not SpecialType.None })
        {
            return false;
        }

        foreach (var remote in _types)
        {
            if (type.IsOrInherits(remote))
            {
                return true;
            }
        }

        return false;
    }
}
