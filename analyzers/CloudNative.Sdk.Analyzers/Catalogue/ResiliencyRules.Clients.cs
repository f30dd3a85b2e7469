namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4001: clients and their connections.</summary>
internal static partial class ResiliencyRules
{
    public static RuleOption ClientTypes { get; } = new(
        "cns_4001_types",
        "HttpClient, SocketsHttpHandler, GrpcChannel, ConnectionMultiplexer, NpgsqlDataSource, MongoClient, CosmosClient, BlobServiceClient, ServiceBusClient, ConnectionFactory",
        "Types that hold connections and are made once for a process.");

    public static RuleInfo ClientPerCall { get; } = new()
    {
        Id = "CNS4001",
        Title = "Client or connection pool created per call",
        Scope = RuleScope.Service,
        Message = "A new '{0}' with its own connections is created for each call. Create it once and share it, or each call pays for a connection and a busy hour runs out of ports.",
        Why = "These types hold a pool of connections and are made to be shared. One for each call opens a connection, uses it once and leaves the port blocked for minutes; "
            + "under load the process runs out of ports or the server out of connections.",
        Bad = """
            class Rates
            {
                public async Task<string> Get()
                {
                    using var http = [|new HttpClient()|];
                    return await http.GetStringAsync("https://rates.example.com/today");
                }
            }
            """,
        Good = """
            class Rates(HttpClient http)
            {
                public async Task<string> Get() => await http.GetStringAsync("https://rates.example.com/today");
            }
            """,
        Fix = "Asks the `IHttpClientFactory` in scope for the client.",
        Silent =
        [
            "The object outlives the call: it is stored, returned, or given to something that may keep it.",
            "A handler from elsewhere holds the connections, as with `disposeHandler: false`.",
            "Code that runs once: constructors, start-up, the begin of a background service, a loop that lasts as long as its connection.",
        ],
        Options = [ClientTypes],
    };
}
