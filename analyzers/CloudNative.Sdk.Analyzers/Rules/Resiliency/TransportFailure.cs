using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Knows the exceptions that say that another system was not reached or did not answer.</summary>
internal static class TransportFailure
{
    /// <summary>Returns whether a clause takes every failure, or one of transport, whatever its filter.</summary>
    public static bool IsTakenBy(ICatchClauseOperation clause, KnownSymbols symbols)
    {
        if (clause.Syntax is not CatchClauseSyntax syntax || syntax.Declaration is null)
        {
            return clause.Syntax is CatchClauseSyntax;
        }

        return clause.ExceptionType.Is(symbols.Exception) || IsName(syntax.Declaration.Type.LastTypeName());
    }

    public static bool IsName(string? type) => type switch
    {
        "SystemException" or "HttpRequestException" or "IOException" or "SocketException" or "TimeoutException" or "RpcException" or "WebException" or "WebSocketException"
            or "DbException" or "SqlException" or "NpgsqlException" or "MySqlException" or "OracleException" or "SqliteException" or "MongoException" or "MongoConnectionException"
            or "RedisException" or "RedisConnectionException" or "RedisTimeoutException" or "BrokerUnreachableException" or "AlreadyClosedException" or "OperationInterruptedException"
            or "ServiceBusException" or "RequestFailedException" or "KafkaException" or "ConsumeException" or "ProduceException" or "AmazonServiceException" or "AmazonSQSException"
            or "NatsException" or "NATSException" or "MqttCommunicationException" or "HubException" or "SmtpException" or "TimeoutRejectedException" => true,
        _ => false,
    };
}
