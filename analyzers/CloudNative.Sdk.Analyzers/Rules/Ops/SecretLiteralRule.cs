using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2010.</summary>
internal sealed class SecretLiteralRule() : Rule(OpsRules.SecretLiteral)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.SecretLiteral.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.Literal, context => JudgeText(context, symbols));
        registry.OnCreation(symbols.Find("System.Net.NetworkCredential"), JudgeCredential);
        registry.OnCreation(symbols.Find("Microsoft.IdentityModel.Tokens.SymmetricSecurityKey"), (context, creation) => JudgeKey(context, creation));
        if (symbols.Find("Microsoft.IdentityModel.Tokens.SymmetricSecurityKey") is null)
        {
            registry.On(OperationKind.Invalid, JudgeUnboundKey);
        }
    }

    private static void JudgeText(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var literal = context.Operation;
        if (literal.ConstantValue is not { HasValue: true, Value: string text })
        {
            return;
        }

        if (SecretText.IsToken(text))
        {
            Report(context, literal, "a token of a known platform");
        }
        else if (SecretText.MayHoldPair(text) && Whole(literal) is var (whole, all) && SecretText.HoldsPair(all) && !literal.IsDevelopmentOnly(context.CancellationToken)
            && new ValueFlow(symbols, context.CancellationToken).SinksOf(whole).Any(sink => IsConnectionString(sink) && !sink.At.IsDevelopmentOnly(context.CancellationToken)))
        {
            Report(context, literal, "a connection string with a secret");
        }
    }

    private static void JudgeCredential(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        var password = creation.Argument("password") ?? creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Password" })?.Value;
        if (ConstantText.Of(password, context.CancellationToken) is { } text && SecretText.IsSecret(text) && !creation.IsDevelopmentOnly(context.CancellationToken))
        {
            Report(context, password!, "the password of a NetworkCredential");
        }
    }

    private static void JudgeKey(OperationAnalysisContext context, IOperation creation)
    {
        foreach (var part in creation.Descendants())
        {
            if (part is IInvocationOperation { TargetMethod.Name: "GetBytes" or "FromBase64String", Arguments.Length: > 0 } bytes
                && ConstantText.Of(bytes.Arguments[0].Value, context.CancellationToken) is { } text && SecretText.IsSecret(text) && !creation.IsDevelopmentOnly(context.CancellationToken))
            {
                Report(context, bytes.Arguments[0].Value, "a signing key");
                return;
            }
        }
    }

    private static void JudgeUnboundKey(OperationAnalysisContext context)
    {
        if (context.Operation.Syntax is ObjectCreationExpressionSyntax { Type: NameSyntax name } && name.ToString().EndsWith("SymmetricSecurityKey", StringComparison.Ordinal))
        {
            JudgeKey(context, context.Operation);
        }
    }

    // The parts of one text are judged together, once, at the part that holds the secret.
    private static (IOperation Whole, string Text) Whole(IOperation literal)
    {
        var whole = literal;
        while (whole.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IInterpolatedStringTextOperation or IInterpolatedStringOperation)
        {
            whole = whole.Parent;
        }

        return (whole, TextOf(whole));
    }

    private static string TextOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: string constant } } => constant,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => TextOf(sum.LeftOperand) + TextOf(sum.RightOperand),
        IInterpolatedStringOperation text => string.Concat(text.Parts.Select(TextOf)),
        IInterpolatedStringTextOperation part => TextOf(part.Text),
        IConversionOperation conversion => TextOf(conversion.Operand),
        _ => "{}",
    };

    private static bool IsConnectionString(ValueSink sink) => sink.IsBound
        ? Has(sink.Name, "connection") || Has(sink.Name, "connStr") || (Has(sink.Name, "configuration") && !Has(sink.Owner, "Log")) || sink.Name == "nameOrConnectionString"
            || (sink.At is IArgumentOperation && sink.Owner.EndsWith("Connection", StringComparison.Ordinal))
        : sink.Owner.StartsWith("Use", StringComparison.Ordinal) || sink.Owner.StartsWith("Add", StringComparison.Ordinal) || sink.Owner.StartsWith("Connect", StringComparison.Ordinal)
            || sink.Owner.EndsWith("Connection", StringComparison.Ordinal) || sink.Owner.EndsWith("Client", StringComparison.Ordinal) || sink.Owner.EndsWith("Builder", StringComparison.Ordinal)
            || sink.Owner.EndsWith("DataSource", StringComparison.Ordinal);

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static void Report(OperationAnalysisContext context, IOperation value, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), what));
}
