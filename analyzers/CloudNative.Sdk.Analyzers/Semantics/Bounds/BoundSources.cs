using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics.Bounds;

/// <summary>Members and types of the framework whose values have no bound.</summary>
internal static class BoundSources
{
    private const string Address = "a remote address";
    private const string Identity = "a user's identity";
    private const string Measurement = "a measured number";
    private const string Path = "a request path";
    private const string Query = "a request's query";
    private const string Trace = "a trace id";
    private const string Url = "an address with path and query";

    private static readonly Dictionary<string, (string Type, string What)[]> Properties = new(StringComparer.Ordinal)
    {
        ["Message"] = [("System.Exception", "an exception text")],
        ["StackTrace"] = [("System.Exception", "a stack trace"), ("System.Environment", "a stack trace")],
        ["Path"] = [("Microsoft.AspNetCore.Http.HttpRequest", Path)],
        ["QueryString"] = [("Microsoft.AspNetCore.Http.HttpRequest", Query)],
        ["RequestUri"] = [("System.Net.Http.HttpRequestMessage", Url)],
        ["AbsolutePath"] = [("System.Uri", Path)],
        ["LocalPath"] = [("System.Uri", Path)],
        ["AbsoluteUri"] = [("System.Uri", Url)],
        ["PathAndQuery"] = [("System.Uri", Url)],
        ["OriginalString"] = [("System.Uri", Url)],
        ["Query"] = [("System.Uri", Query)],
        ["TraceIdentifier"] = [("Microsoft.AspNetCore.Http.HttpContext", "a request id")],
        ["Id"] =
        [
            ("Microsoft.AspNetCore.Http.ConnectionInfo", "a connection id"), ("System.Diagnostics.Activity", Trace), ("Microsoft.AspNetCore.Http.ISession", "a session id"),
        ],
        ["RemoteIpAddress"] = [("Microsoft.AspNetCore.Http.ConnectionInfo", Address)],
        ["RemotePort"] = [("Microsoft.AspNetCore.Http.ConnectionInfo", Address)],
        ["RemoteEndPoint"] = [("System.Net.Sockets.Socket", Address)],
        ["Peer"] = [("Grpc.Core.ServerCallContext", Address)],
        ["TraceId"] = [("System.Diagnostics.Activity", Trace), ("System.Diagnostics.ActivityContext", Trace)],
        ["SpanId"] = [("System.Diagnostics.Activity", Trace), ("System.Diagnostics.ActivityContext", Trace)],
        ["ParentSpanId"] = [("System.Diagnostics.Activity", Trace)],
        ["RootId"] = [("System.Diagnostics.Activity", Trace)],
        ["ParentId"] = [("System.Diagnostics.Activity", Trace)],
        ["TraceStateString"] = [("System.Diagnostics.Activity", Trace)],
        ["ConnectionId"] =
        [
            ("Microsoft.AspNetCore.SignalR.HubCallerContext", "a connection id"), ("Microsoft.AspNetCore.Connections.BaseConnectionContext", "a connection id"),
        ],
        ["UserIdentifier"] = [("Microsoft.AspNetCore.SignalR.HubCallerContext", Identity)],
        ["Name"] = [("System.Security.Principal.IIdentity", Identity)],
        ["Value"] = [("System.Security.Claims.Claim", Identity)],
        ["UserAgent"] = [("Microsoft.AspNetCore.Http.IHeaderDictionary", "a request header"), ("System.Net.Http.Headers.HttpRequestHeaders", "a request header")],
        ["Referer"] = [("Microsoft.AspNetCore.Http.IHeaderDictionary", "a request header")],
        ["Length"] = [("System.String", Measurement), ("System.IO.Stream", Measurement), ("System.IO.FileInfo", Measurement), ("System.Array", Measurement)],
        ["ContentLength"] =
        [
            ("Microsoft.AspNetCore.Http.HttpRequest", Measurement), ("Microsoft.AspNetCore.Http.HttpResponse", Measurement), ("System.Net.Http.Headers.HttpContentHeaders", Measurement),
        ],
        ["ElapsedMilliseconds"] = [("System.Diagnostics.Stopwatch", Measurement)],
        ["ElapsedTicks"] = [("System.Diagnostics.Stopwatch", Measurement)],
        ["Milliseconds"] = [("System.TimeSpan", Measurement)],
        ["Seconds"] = [("System.TimeSpan", Measurement)],
        ["Ticks"] = [("System.TimeSpan", Measurement), ("System.DateTime", "a time"), ("System.DateTimeOffset", "a time")],
        ["Now"] = [("System.DateTime", "a time"), ("System.DateTimeOffset", "a time")],
        ["UtcNow"] = [("System.DateTime", "a time"), ("System.DateTimeOffset", "a time")],
        ["TickCount64"] = [("System.Environment", "a time")],
        ["TickCount"] = [("System.Environment", "a time")],
        ["Item"] =
        [
            ("Microsoft.AspNetCore.Http.IQueryCollection", Query), ("Microsoft.AspNetCore.Http.IFormCollection", "a form value"),
        ],
    };

    private static readonly Dictionary<string, (string Type, string What)[]> Methods = new(StringComparer.Ordinal)
    {
        ["NewGuid"] = [("System.Guid", "a new GUID")],
        ["CreateVersion7"] = [("System.Guid", "a new GUID")],
        ["Next"] = [("System.Random", "a random number")],
        ["NextInt64"] = [("System.Random", "a random number")],
        ["NextDouble"] = [("System.Random", "a random number")],
        ["NextSingle"] = [("System.Random", "a random number")],
        ["GetInt32"] = [("System.Security.Cryptography.RandomNumberGenerator", "a random number")],
        ["GetHexString"] = [("System.Security.Cryptography.RandomNumberGenerator", "a random text")],
        ["GetString"] = [("System.Security.Cryptography.RandomNumberGenerator", "a random text")],
        ["GetRandomFileName"] = [("System.IO.Path", "a random text")],
        ["GetTempFileName"] = [("System.IO.Path", "a random text")],
        ["GetTimestamp"] = [("System.Diagnostics.Stopwatch", "a time"), ("System.TimeProvider", "a time")],
        ["ToUnixTimeSeconds"] = [("System.DateTimeOffset", "a time")],
        ["ToUnixTimeMilliseconds"] = [("System.DateTimeOffset", "a time")],
        ["GetDisplayUrl"] = [("Microsoft.AspNetCore.Http.Extensions.UriHelper", Url)],
        ["GetEncodedUrl"] = [("Microsoft.AspNetCore.Http.Extensions.UriHelper", Url)],
        ["GetEncodedPathAndQuery"] = [("Microsoft.AspNetCore.Http.Extensions.UriHelper", Url)],
        ["FindFirstValue"] = [("System.Security.Claims.PrincipalExtensions", Identity), ("System.Security.Claims.ClaimsPrincipalExtensions", Identity)],
        ["GetTotalMemory"] = [("System.GC", Measurement)],
    };

    private static readonly (string Type, string What)[] Types =
    [
        ("System.Exception", "an exception text"),
        ("System.Uri", Url),
        ("System.Net.IPAddress", Address),
        ("System.Net.EndPoint", Address),
        ("System.Security.Claims.Claim", Identity),
    ];

    /// <summary>Judges a property by what declares it.</summary>
    public static Bound OfProperty(IPropertySymbol property, ITypeSymbol? receiver, KnownSymbols symbols) =>
        Find(Properties, property.IsIndexer ? "Item" : property.Name, receiver ?? property.ContainingType, symbols);

    public static Bound OfMethod(IMethodSymbol method, KnownSymbols symbols) => Find(Methods, method.Name, method.ContainingType, symbols);

    /// <summary>Judges every value of a type.</summary>
    public static Bound OfType(ITypeSymbol? type, KnownSymbols symbols)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        switch (type)
        {
            case null or { TypeKind: TypeKind.Error or TypeKind.TypeParameter or TypeKind.Dynamic }:
                return Bound.Unknown;
            case { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Enum }:
                return Bound.Bounded;
            case { SpecialType: SpecialType.System_DateTime }:
                return Bound.Unbounded("a time");
            case { SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal }:
                return Bound.Unbounded(Measurement);
            case { SpecialType: not SpecialType.None }:
                return Bound.Unknown;
            case { TypeKind: TypeKind.Struct }:
                return OfStruct(type);
            default:
                return type.Is(symbols.Find("System.Type")) ? Bound.Bounded : Derived(type, symbols);
        }
    }

    private static Bound OfStruct(ITypeSymbol type) => (type.Name, type.ContainingNamespace?.ToDisplayString()) switch
    {
        ("Guid", "System") => Bound.Unbounded("a GUID"),
        ("Ulid", _) => Bound.Unbounded("a ULID"),
        ("DateTimeOffset", "System") => Bound.Unbounded("a time"),
        ("TimeSpan", "System") => Bound.Unbounded(Measurement),
        ("ActivityTraceId" or "ActivitySpanId", "System.Diagnostics") => Bound.Unbounded(Trace),
        ("PathString", "Microsoft.AspNetCore.Http") => Bound.Unbounded(Path),
        ("QueryString", "Microsoft.AspNetCore.Http") => Bound.Unbounded(Query),
        _ => Bound.Unknown,
    };

    private static Bound Derived(ITypeSymbol type, KnownSymbols symbols)
    {
        foreach (var (name, what) in Types)
        {
            if (type.IsOrInherits(symbols.Find(name)))
            {
                return Bound.Unbounded(what);
            }
        }

        return Bound.Unknown;
    }

    private static Bound Find(Dictionary<string, (string Type, string What)[]> members, string name, ITypeSymbol? type, KnownSymbols symbols)
    {
        if (members.TryGetValue(name, out var candidates))
        {
            foreach (var (owner, what) in candidates)
            {
                if (type.IsOrInherits(symbols.Find(owner)))
                {
                    return Bound.Unbounded(what);
                }
            }
        }

        return Bound.Unknown;
    }
}
