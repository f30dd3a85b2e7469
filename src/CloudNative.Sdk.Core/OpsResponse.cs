using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core;

/// <summary>Writes the bodies of ops endpoints.</summary>
public static class OpsResponse
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Indented = true,

        // The answer is JSON and never part of a page, so it may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes text as <c>text/plain; charset=utf-8</c>, not to be cached.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="text">The body.</param>
    public static Task WriteTextAsync(HttpContext context, string text)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteBytesAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes indented JSON as <c>application/json; charset=utf-8</c>, not to be cached.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="write">Writes one JSON value.</param>
    public static Task WriteJsonAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(write);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            write(json);
        }

        buffer.WriteByte((byte)'\n');
        return WriteBytesAsync(context, "application/json; charset=utf-8", buffer.ToArray());
    }

    /// <summary>Writes a ready body, not to be cached.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The body.</param>
    public static Task WriteBytesAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var write = response.BodyWriter.WriteAsync(body, context.RequestAborted);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}
