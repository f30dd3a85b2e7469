using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Records the exceptions that the developer's page shows: it leaves neither a feature behind nor anything to the host.</summary>
internal sealed class DeveloperPageExceptions : IDeveloperPageExceptionFilter
{
    private const int FirstServerError = 500;

    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        var context = errorContext.HttpContext;
        if (context.Response.StatusCode >= FirstServerError && context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.Fail(errorContext.Exception);
        }

        return next(errorContext);
    }
}
