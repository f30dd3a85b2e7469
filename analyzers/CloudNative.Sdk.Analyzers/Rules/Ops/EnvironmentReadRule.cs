using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2003.</summary>
internal sealed class EnvironmentReadRule() : Rule(OpsRules.EnvironmentRead)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.EnvironmentRead.Descriptor();

    // What the system tells every program; nobody configures a service with it.
    private static readonly string[] OfTheSystem =
    [
        "PATH", "HOME", "USER", "USERNAME", "USERDOMAIN", "USERPROFILE", "COMPUTERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "SHELL", "TERM",
        "NO_COLOR", "SSL_CERT_DIR", "SSL_CERT_FILE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "LISTEN_PID", "LISTEN_FDS", "NOTIFY_SOCKET", "WSL_INTEROP",
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var startup = new StartupPart(symbols);
        registry.OnCall(symbols.Find("System.Environment"), "GetEnvironmentVariable", (context, call) => Judge(context, call, startup));
    }

    private static void Judge(OperationAnalysisContext context, IInvocationOperation call, StartupPart startup)
    {
        if (ConstantText.Of(call.Argument("variable"), context.CancellationToken) is { Length: > 0 } key && !IsOfTheHost(key)
            && !ReadsSettings(context.ContainingSymbol.ContainingType) && !IsInConfiguration(call)
            && !startup.Contains(call, context.ContainingSymbol, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), key));
        }
    }

    private static bool IsOfTheHost(string key) => key.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("XDG_", StringComparison.Ordinal) || Array.IndexOf(OfTheSystem, key.ToUpperInvariant()) >= 0;

    // What makes the configuration, or a tool at design time, which has none.
    private static bool ReadsSettings(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.Name.EndsWith("SettingsReader", StringComparison.Ordinal) || type.Name.EndsWith("Configuration", StringComparison.Ordinal)
                || type.AllInterfaces.Any(candidate => candidate.Name is "IConfigurationSource" or "IConfigurationProvider" or "IDesignTimeDbContextFactory")
                || type.Interfaces.Any(candidate => candidate.Name == "IDesignTimeDbContextFactory"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInConfiguration(IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod.Name: "ConfigureAppConfiguration" or "ConfigureHostConfiguration" or "ConfigureDefaults" })
            {
                return true;
            }
        }

        return false;
    }
}
