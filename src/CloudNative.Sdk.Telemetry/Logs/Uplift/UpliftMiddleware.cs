using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>Lifts the log level of requests that carry a valid header; any other header is ignored.</summary>
internal sealed class UpliftMiddleware(RequestDelegate next, LogUplift uplift, UpliftCarrier carrier, TimeProvider time, ILogger<UpliftMiddleware> logger, byte[] key)
{
    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private long _lastWarning;
    private int _ignored;

    public Task InvokeAsync(HttpContext context) => context.Request.Headers.TryGetValue(UpliftHeader.Name, out var values) ? InvokeAsync(context, values.ToString()) : next(context);

    private async Task InvokeAsync(HttpContext context, string text)
    {
        if (UpliftHeader.Read(text, key, time.GetUtcNow(), out var fault) is not { } header)
        {
            Warn(fault);
            await next(context).ConfigureAwait(false);
            return;
        }

        using (uplift.Begin(header.Level, header.Category, header.End))
        using (carrier.Carry(text, header.End))
        {
            await next(context).ConfigureAwait(false);
        }
    }

    /// <summary>Warns once a minute: strangers must not be able to fill the log.</summary>
    private void Warn(string fault)
    {
        int ignored;
        lock (_lock)
        {
            _ignored++;
            if (_lastWarning != 0 && time.GetElapsedTime(_lastWarning) < WarningInterval)
            {
                return;
            }

            _lastWarning = time.GetTimestamp();
            (ignored, _ignored) = (_ignored, 0);
        }

        logger.HeaderIgnored(UpliftHeader.Name, ignored, fault);
    }
}
