using System.Text;

namespace CloudNative.Sdk.Integration.Tests.Ops;

/// <summary>Makes requests that no friend would send: paths, methods, headers and bodies that are nearly right, or nothing at all. The same seed makes the same requests.</summary>
internal sealed class HostileRequests(int seed)
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"];

    // After one of these the server ends the connection.
    private static readonly string[] BrokenLines = ["CONNECT / HTTP/1.1", "GE T / HTTP/1.1", "\u0001 / HTTP/1.1", "GET /a b HTTP/1.1", "GET /\t HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/9", "GET /", "GET / FTP/1.1", "GET /% HTTP/1.1", "GET /%00 HTTP/1.1"];

    private static readonly string[] BrokenHeaders =
    [
        "X-Forwarded-For: \u00e9", "Transfer-Encoding: gzip", "Content-Length: -1", "Content-Length: 99999999999999999999", "No colon here", ": no name", "Host: evil.example", "X Y: z",
    ];

    private static readonly string[] Paths =
    [
        "/", "/info", "/healthz", "/healthz/live", "/healthz/ready", "/healthz/startup", "/health", "/metrics", "/metrics/cardinality", "/loggers", "/loggers/Default", "/loggers/Shop.Storefront",
        "/discovery", "/resiliency", "/resiliency/catalog", "/config", "/telemetry",
    ];

    private static readonly string[] Tails =
    [
        "", "", "", "/", "//", "/..", "/../../etc/passwd", "/%2e%2e/", "/%zz", "/%c0%ae", "/%f0%9f%92%a9", "?", "?level=Debug", "?a=b&a=b", "/<script>alert(1)</script>", "/;jsessionid=1",
    ];

    private static readonly string[] Headers =
    [
        "Accept: text/html", "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.1", "Accept: ;;;,,q=q", "Accept: text/plain;version=0.0.4;q=2", "Accept-Encoding: gzip;q=0, *;q=-1",
        "X-Prometheus-Scrape-Timeout-Seconds: 1e308", "X-Prometheus-Scrape-Timeout-Seconds: -1", "X-Prometheus-Scrape-Timeout-Seconds: NaN", "Origin: null", "Origin: http://evil.example", "Origin: http://127.0.0.1", "Origin: :",
        "If-None-Match: \"x\"", "Range: bytes=0-0,-1", "Cookie: a=b", "Content-Type: application/json", "Content-Type: text/plain; charset=nonsense", "Expect: 100-continue", "Upgrade: h2c", "Connection: Upgrade", "X-Empty:",
    ];

    private static readonly string[] Bodies =
    [
        "", "{}", "null", "[]", "\"\"", "{\"level\":\"Debug\"}", "{\"level\":\"Debug\",\"for\":\"00:00:01\"}", "{\"level\":\"Loud\"}", "{\"level\":1,\"for\":-1}", "{\"for\":\"9999999.00:00:00\",\"level\":\"Trace\"}", "{\"level\":null}", "{\"level\":{}}",
        "{\"state\":\"isolated\"}", "{\"state\":\"closed\"}", "{", "level=Debug&for=00:00:05", "level=%zz&for", "\u0000\u0001\u0002", "{\"level\":\"Debug\",\"level\":\"Error\"}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    private const int LongestBody = 200;

    private readonly Random _random = new(seed);

    /// <summary>Appends one request to what is sent over a connection.</summary>
    public void AppendTo(StringBuilder text)
    {
        var method = Pick(Methods);
        text.Append(Rarely ? Pick(BrokenLines) : $"{method} {Pick(Paths)}{Pick(Tails)} HTTP/1.1").Append("\r\n");
        text.Append("Host: ").Append(Rarely ? Pick(["", "evil.example", "127.0.0.1:99999", "a b", "[::"]) : "127.0.0.1").Append("\r\n");
        for (var header = _random.Next(4); header > 0; header--)
        {
            text.Append(Rarely ? Pick(BrokenHeaders) : Pick(Headers)).Append("\r\n");
        }

        var body = method is "POST" or "PUT" or "DELETE" || Rarely ? Pick(Bodies) : "";
        if (body.Length > 0)
        {
            text.Append("Content-Length: ").Append(Rarely ? _random.Next(LongestBody) : body.Length).Append("\r\n");
        }

        text.Append("\r\n").Append(body);
    }

    /// <summary>Appends a request after which the connection ends; it is long enough for a body that is still awaited.</summary>
    public static void AppendLastTo(StringBuilder text) =>
        text.Append("GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Padding: ").Append('x', LongestBody).Append("\r\n\r\nGET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    private bool Rarely => _random.Next(50) == 0;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
