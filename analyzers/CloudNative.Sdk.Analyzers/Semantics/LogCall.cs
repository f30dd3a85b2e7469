using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>A call that writes to a log, of any of the usual libraries, bound or not.</summary>
internal readonly struct LogCall
{
    private LogCall(IOperation call, LogSeverity severity, LogTarget target) => (Call, Severity, Target) = (call, severity, target);

    public IOperation Call { get; }

    /// <summary>Gets how severe the entry is; <see cref="LogSeverity.Unknown"/> where it is not constant.</summary>
    public LogSeverity Severity { get; }

    public LogTarget Target { get; }

    /// <summary>Returns whether the exception itself is given, as a parameter of its own and not as a value of the text.</summary>
    public bool GivesException(KnownSymbols symbols)
    {
        if (Call is IInvocationOperation call)
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.Unwrap().Type.IsOrInherits(symbols.Exception)
                    && (argument.Parameter?.Type.IsOrInherits(symbols.Exception) == true || Target is LogTarget.Console or LogTarget.Helper))
                {
                    return true;
                }
            }

            return false;
        }

        return Call.GivenValues().Any(value => value.Unwrap().Type.IsOrInherits(symbols.Exception));
    }

    public static LogCall? Of(IOperation operation, KnownSymbols symbols)
    {
        if (operation.CalledName() is not { } name)
        {
            return null;
        }

        if (LogNames.SeverityOfExtension(name) is { } severity)
        {
            return new LogCall(operation, severity, LogTarget.Logger);
        }

        if (operation is IInvocationOperation bound)
        {
            if (GeneratedSeverity(bound.TargetMethod) is { } generated)
            {
                return new LogCall(operation, generated == LogSeverity.Unknown ? SeverityArgument(bound) : generated, LogTarget.Generated);
            }

            if (IsConsole(bound.TargetMethod))
            {
                return new LogCall(operation, LogSeverity.Unknown, LogTarget.Console);
            }

            if (name == "Log" && bound.Receiver()?.Unwrap().Type.IsOrInherits(symbols.Logger) == true)
            {
                return new LogCall(operation, SeverityArgument(bound), LogTarget.Logger);
            }
        }

        if (LogNames.SeverityOfMethod(name) is { } own && IsLogger(operation))
        {
            return new LogCall(operation, own, LogTarget.Logger);
        }

        return LogNames.IsHelper(name) || (IsLogger(operation) && LogNames.IsLogType(ReceiverName(operation))) ? new LogCall(operation, LogSeverity.Unknown, LogTarget.Helper) : null;
    }

    // [LoggerMessage]: the attribute binds in every project with the logging abstractions; its name is enough in one without.
    private static LogSeverity? GeneratedSeverity(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "LoggerMessageAttribute" or "LoggerMessage")
            {
                foreach (var given in attribute.NamedArguments)
                {
                    if (given is { Key: "Level", Value.Value: int level })
                    {
                        return (LogSeverity)level;
                    }
                }

                foreach (var given in attribute.ConstructorArguments)
                {
                    if (given is { Type.Name: "LogLevel", Value: int level })
                    {
                        return (LogSeverity)level;
                    }
                }

                return LogSeverity.Unknown;
            }
        }

        return null;
    }

    private static LogSeverity SeverityArgument(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.Name == "LogLevel")
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: int level } ? (LogSeverity)level : LogSeverity.Unknown;
            }
        }

        return LogSeverity.Unknown;
    }

    private static bool IsConsole(IMethodSymbol method) => method.Name is "Write" or "WriteLine" or "WriteAsync" or "WriteLineAsync" or "TraceError" or "TraceWarning" or "TraceInformation" or "Fail"
        && method.ContainingType is { Name: "Console" or "Trace" or "Debug" or "TextWriter" or "SyncTextWriter" };

    private static bool IsLogger(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance.Type.Name: { } type } when LogNames.IsLogType(type) => true,
        IInvocationOperation call => LogNames.IsLogType(call.TargetMethod.ContainingType?.Name) || LogNames.IsLogType(ReceiverName(call)),
        _ => LogNames.IsLogType(ReceiverName(operation)),
    };

    private static string? ReceiverName(IOperation operation) => (operation.Syntax as InvocationExpressionSyntax)?.CalledOn().LastName();
}
