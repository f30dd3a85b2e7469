using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

internal static partial class CustomerLog
{
    [LoggerMessage(1, LogLevel.Information, "customer {Name,10} of {Town} with {Code}")]
    public static partial void Met(this ILogger logger, [PersonalData] string? name, string town, [Secret] string code);

    [LoggerMessage(2, LogLevel.Warning, "{A} {B} {C} {D} {E} {F} {G}")]
    public static partial void Many(this ILogger logger, int a, [PersonalData] int b, string c, string d, string e, string f, [PersonalData] string g);

    [LoggerMessage(3, LogLevel.Error, "account {Account} failed")]
    public static partial void Failed(this ILogger logger, Exception exception, [PersonalData] string account);

    [LoggerMessage(5, LogLevel.Information, "hi {@Name}")]
    public static partial void Greeted(this ILogger logger, [PersonalData] string name);

    [LoggerMessage(4, LogLevel.Information, "customer {Customer} bought {Count:N1}")]
    public static partial void Bought(this ILogger logger, Customer customer, int count);
}
