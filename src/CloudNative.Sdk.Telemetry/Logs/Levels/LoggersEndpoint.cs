using System.Globalization;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Shows the log levels, and changes them for a time.</summary>
internal sealed class LoggersEndpoint(LevelOverrides overrides, LevelView view, IOptions<LogLevelOptions> options) : IOpsEndpoint
{
    private const int MaxBodyBytes = 4096;

    public string Path => "/loggers";

    public bool IncludesSubPaths => true;

    public string Description => "The log levels as JSON; POST and DELETE to /loggers/{category} change one for a time.";

    public Task GetAsync(HttpContext context) => CategoryOf(context.Request) is { Length: > 0 } category
        ? OpsResponse.WriteJsonAsync(context, json => view.Write(json, category))
        : OpsResponse.WriteJsonAsync(context, view.Write);

    public Task ChangeAsync(HttpContext context) => HttpMethods.IsDelete(context.Request.Method) ? ResetAsync(context) : SetAsync(context);

    private Task ResetAsync(HttpContext context)
    {
        if (context.Request.Path.HasValue && CategoryOf(context.Request).Length == 0)
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "The path must name a category, as /loggers/Shop.Orders; /loggers alone stands for all that were changed.");
        }

        overrides.Reset(CategoryOf(context.Request) is { Length: > 0 } category ? category : null, CallerOf(context));
        return GetAsync(context);
    }

    private async Task SetAsync(HttpContext context)
    {
        var category = CategoryOf(context.Request);
        var request = LevelRequest.Read(category, await ReadBodyAsync(context.Request).ConfigureAwait(false), options.Value);
        if (request.Faults.Count > 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, string.Join('\n', request.Faults)).ConfigureAwait(false);
        }
        else if (!overrides.TrySet(category, request.Level, request.Duration, CallerOf(context)))
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"{LevelOverrides.MaxCount} levels are changed already. Reset some: DELETE /loggers/{{category}}.");
            await RefuseAsync(context, StatusCodes.Status409Conflict, reason).ConfigureAwait(false);
        }
        else
        {
            await GetAsync(context).ConfigureAwait(false);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return OpsResponse.WriteTextAsync(context, reason + "\n");
    }

    /// <summary>Gets the category, in which the server leaves an escaped slash as it is.</summary>
    private static string CategoryOf(HttpRequest request) =>
        (request.Path.Value ?? string.Empty).Trim('/').Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string CallerOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "an unknown address";
        return context.User.Identity?.Name is { Length: > 0 } name ? $"{name} from {address}" : address;
    }

    /// <summary>Reads the body, or one byte more than is allowed: that much cannot be valid.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request)
    {
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return length > MaxBodyBytes ? ReadOnlyMemory<byte>.Empty : buffer.AsMemory(0, length);
    }
}
