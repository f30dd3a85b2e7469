// Receives OTLP: over HTTP on the first port, over gRPC on the second. GET /received/traces (or metrics, logs) on the first port answers with all requests
// as JSON, one a line, with the encoding of each in front.
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Google.Protobuf;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

(string Signal, string Service, MessageParser Parser)[] signals =
[
    ("traces", "opentelemetry.proto.collector.trace.v1.TraceService", ExportTraceServiceRequest.Parser),
    ("metrics", "opentelemetry.proto.collector.metrics.v1.MetricsService", ExportMetricsServiceRequest.Parser),
    ("logs", "opentelemetry.proto.collector.logs.v1.LogsService", ExportLogsServiceRequest.Parser),
];

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(server =>
{
    server.ListenLocalhost(int.Parse(args[0], CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http1);
    server.ListenLocalhost(int.Parse(args[1], CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http2);
});

var app = builder.Build();
foreach (var (signal, service, parser) in signals)
{
    var received = new ConcurrentQueue<string>();
    app.MapPost($"/v1/{signal}", async context =>
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        try
        {
            Keep(received, encoding, parser.ParseFrom(Unpack(await ReadAsync(context.Request), encoding)));
        }
        catch (InvalidProtocolBufferException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.ContentType = "application/x-protobuf";
    });
    app.MapPost($"/{service}/Export", async context =>
    {
        // A frame: whether the message is compressed, its length in four bytes, the message. The empty answer is five zeros.
        var frame = await ReadAsync(context.Request);
        var encoding = frame[0] == 0 ? "" : context.Request.Headers["grpc-encoding"].ToString();
        Keep(received, encoding, parser.ParseFrom(Unpack(frame[5..(5 + BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)))], encoding)));
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    });
    app.MapGet($"/received/{signal}", () => string.Join('\n', received));
}

app.Run();

static void Keep(ConcurrentQueue<string> received, string encoding, IMessage message) =>
    received.Enqueue($"{(encoding.Length == 0 ? "identity" : encoding)} {JsonFormatter.Default.Format(message)}");

static byte[] Unpack(byte[] body, string encoding)
{
    if (encoding != "gzip")
    {
        return body;
    }

    using var unpacked = new MemoryStream();
    using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
    gzip.CopyTo(unpacked);
    return unpacked.ToArray();
}

static async Task<byte[]> ReadAsync(HttpRequest request)
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body);
    return body.ToArray();
}
