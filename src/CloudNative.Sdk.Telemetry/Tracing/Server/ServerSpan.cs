using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Writes what the semantic conventions say about a request onto its span, as far as neither .NET nor the application has done so.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span</remarks>
internal sealed class ServerSpan(QueryRedaction redaction)
{
    private const int FirstServerError = 500;
    private const string OtherMethod = "_OTHER";

    /// <summary>The name of a span whose method is unknown begins so.</summary>
    private const string OtherMethodName = "HTTP";

    private readonly RouteNames _routes = new();
    private readonly ServerAddress _address = new();

    public void Complete(Activity span, HttpContext context)
    {
        var request = context.Request;
        var tags = new NewTags(span);
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        var method = WriteMethod(ref tags, request.Method);
        WriteRoute(span, context, failure, method);
        tags.Add(SpanTag.StatusCode, Boxed.Status(context.Response.StatusCode));
        WriteUrl(ref tags, request);
        var address = _address.Of(request.Host, request.Scheme);
        tags.Add(SpanTag.ServerAddress, address?.Host);
        tags.Add(SpanTag.ServerPort, address?.Port);
        tags.Add(SpanTag.ProtocolVersion, VersionOf(request.Protocol));
        tags.Add(SpanTag.ClientAddress, ClientOf(context.Connection));
        tags.Add(SpanTag.UserAgent, request.Headers.UserAgent is [{ Length: > 0 } agent, ..] ? agent : null);
        WriteFailure(span, context.Response.StatusCode, failure?.Error);
        if (StreamSpan.Is(context.Response))
        {
            StreamSpan.Mark(span);
        }
    }

    private static string WriteMethod(ref NewTags tags, string original)
    {
        var method = HttpMethods.GetCanonicalizedValue(original);
        var isKnown = IsKnown(method);
        tags.Add(SpanTag.Method, isKnown ? method : OtherMethod);
        if (!isKnown || method != original)
        {
            tags.Add(SpanTag.MethodOriginal, original);
        }

        return isKnown ? method : OtherMethodName;
    }

    private static bool IsKnown(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method)
        || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method);

    /// <summary>Writes the route that the request came by, not that of an error page, and names the span.</summary>
    private void WriteRoute(Activity span, HttpContext context, IExceptionHandlerFeature? failure, string method)
    {
        if (Origin.EndpointOf(span, context, failure) is { } endpoint && _routes.Of(endpoint) is { } names)
        {
            // What .NET writes is the pattern as it was given, which for a conventional route is the same for every action.
            if (span.GetTagItem(SpanTag.Route) is not string route || route == names.Pattern)
            {
                span.SetTag(SpanTag.Route, names.Route);
            }

            Name(span, names.SpanName(method), method, names.Pattern);
        }
        else
        {
            Name(span, method, method, pattern: null);
        }
    }

    /// <summary>Names the span, unless the application has given it a name of its own.</summary>
    private static void Name(Activity span, string name, string method, string? pattern)
    {
        var given = span.DisplayName;
        if (ReferenceEquals(given, span.OperationName) || given == method || IsOfDotNet(given, method, pattern))
        {
            span.DisplayName = name;
        }
    }

    /// <summary>Tells whether a name is the one that .NET gives.</summary>
    private static bool IsOfDotNet(string given, string method, string? pattern) =>
        pattern is not null && given.Length == method.Length + 1 + pattern.Length && given.StartsWith(method, StringComparison.Ordinal)
        && given[method.Length] == ' ' && given.EndsWith(pattern, StringComparison.Ordinal);

    private void WriteUrl(ref NewTags tags, HttpRequest request)
    {
        var path = request.PathBase.HasValue ? (request.PathBase + request.Path).ToUriComponent() : request.Path.ToUriComponent();
        tags.Add(SpanTag.UrlScheme, request.Scheme);
        tags.Add(SpanTag.UrlPath, path.Length == 0 ? "/" : path);
        if (request.QueryString.HasValue)
        {
            tags.Add(SpanTag.UrlQuery, redaction.Redact(request.QueryString.Value));
        }
    }

    private static void WriteFailure(Activity span, int status, Exception? handled)
    {
        if (status < FirstServerError)
        {
            return;
        }

        if (handled is not null)
        {
            span.Fail(handled);
        }
        else
        {
            span.Fail(status == FirstServerError ? "500" : status.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string? VersionOf(string protocol) =>
        HttpProtocol.IsHttp11(protocol) ? "1.1"
        : HttpProtocol.IsHttp2(protocol) ? "2"
        : HttpProtocol.IsHttp3(protocol) ? "3"
        : HttpProtocol.IsHttp10(protocol) ? "1.0"
        : null;

    /// <summary>Gets the client's address as it is at the end: middleware may have taken it from a proxy's headers.</summary>
    private static string? ClientOf(ConnectionInfo connection)
    {
        const string Mapped = "::ffff:";
        var address = connection.RemoteIpAddress;
        var text = address?.ToString();
        return address is { IsIPv4MappedToIPv6: true } && text!.StartsWith(Mapped, StringComparison.Ordinal) ? text[Mapped.Length..] : text;
    }
}
