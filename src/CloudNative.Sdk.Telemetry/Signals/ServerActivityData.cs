namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Asks ASP.NET Core to put the request's method, path, address and user agent on its server activity, which .NET 10 leaves out by default.</summary>
internal static class ServerActivityData
{
    private const string SuppressSwitch = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static void Enable()
    {
        if (!AppContext.TryGetSwitch(SuppressSwitch, out _))
        {
            AppContext.SetSwitch(SuppressSwitch, false);
        }
    }
}
