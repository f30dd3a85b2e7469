using System.Globalization;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Shows the log levels, and changes them for a time.</summary>
internal sealed class LoggersEndpoint(LevelOverrides overrides, LevelView view, IOptions<LogLevelOptions> options) : IOpsEndpoint
{
    private const int MaxBodyBytes = 4096;

    private static readonly string TooMany =
        string.Create(CultureInfo.InvariantCulture, $"{LevelOverrides.MaxCount} levels are changed already. Reset some: DELETE /loggers/{{category}}.");

    public string Path => "/loggers";

    public bool IncludesSubPaths => true;

    public string Description => "The log levels as JSON; POST and DELETE to /loggers/{category} change one for a time.";

    public Task GetAsync(HttpContext context) => CategoryOf(context.Request) is { Length: > 0 } category
        ? OpsResponse.WriteJsonAsync(context, json => view.Write(json, category))
        : OpsResponse.WriteJsonAsync(context, view.Write);

    public Task ChangeAsync(HttpContext context) =>
        HttpMethods.IsDelete(context.Request.Method) ? ResetAsync(context) : LevelForm.IsFormOf(context.Request) ? TakeFormAsync(context) : SetAsync(context);

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
        var body = await ReadBodyAsync(context.Request).ConfigureAwait(false);
        await (Set(context, CategoryOf(context.Request), body) is var (status, reason) ? RefuseAsync(context, status, reason) : GetAsync(context)).ConfigureAwait(false);
    }

    private async Task TakeFormAsync(HttpContext context)
    {
        var form = LevelForm.Read(await ReadBodyAsync(context.Request).ConfigureAwait(false));
        if (form.IsReset && form.Category.Length > 0)
        {
            overrides.Reset(form.Category, CallerOf(context));
        }
        else if (Set(context, form.Category, form.Body) is var (status, reason))
        {
            await RefuseAsync(context, status, reason).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = LevelForm.Location;
    }

    /// <summary>Sets a level.</summary>
    /// <returns>Why it could not be set, or null.</returns>
    private (int Status, string Reason)? Set(HttpContext context, string category, ReadOnlyMemory<byte> body)
    {
        var request = LevelRequest.Read(category, body, options.Value);
        return request.Faults.Count > 0 ? (StatusCodes.Status400BadRequest, string.Join('\n', request.Faults))
            : overrides.TrySet(category, request.Level, request.Duration, CallerOf(context)) ? null
            : (StatusCodes.Status409Conflict, TooMany);
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
