using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>
/// Reads the host's event about an exception that nothing has handled. Its type is not public, and middleware that watched each request for exceptions
/// would cost every asynchronous request a state machine.
/// </summary>
internal static class UnhandledException
{
    private const string EventType = "Microsoft.AspNetCore.Hosting.HostingApplicationDiagnostics+UnhandledExceptionData, Microsoft.AspNetCore.Hosting";

    /// <summary>Reads the event; false where the host's version has another one: the span then fails by its status code.</summary>
    public static bool TryRead(object failure, [NotNullWhen(true)] out HttpContext? context, [NotNullWhen(true)] out Exception? exception)
    {
        try
        {
            context = ContextOf(failure);
            exception = ExceptionOf(failure);
            return true;
        }
        catch (Exception unreadable) when (unreadable is MissingMemberException or TypeLoadException or InvalidCastException)
        {
            context = null;
            exception = null;
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_httpContext")]
    private static extern HttpContext ContextOf([UnsafeAccessorType(EventType)] object failure);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_exception")]
    private static extern Exception ExceptionOf([UnsafeAccessorType(EventType)] object failure);
}
