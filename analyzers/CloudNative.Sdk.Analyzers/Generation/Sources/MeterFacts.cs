using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Meters, activity sources and instruments.</summary>
internal static class MeterFacts
{
    private static readonly string[] CreatorNames = ["meter", "metric", "factory", nameof(KnownSymbols.WebApplication)];

    /// <summary>Returns whether a type is called like one of those that are created; looks at names only.</summary>
    public static bool IsNamed(TypeSyntax type) => (type is NullableTypeSyntax nullable ? nullable.ElementType : type).LastName() is "Meter" or "ActivitySource";

    /// <summary>Returns whether <c>new(…)</c> may create a meter or an activity source: its type is written beside it as such, or not there.</summary>
    public static bool MayCreate(ImplicitObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList.Arguments.Count > 0 && (DeclaredType(creation) is not { } type || IsNamed(type));

    /// <summary>
    /// Returns whether a call may be <c>meterFactory.Create("name")</c> or <c>WebApplication.Create()</c>. Meaning costs the binding of the whole method, and much else is
    /// made by a method of that name: what makes a meter is called so, or too short to tell.
    /// </summary>
    public static bool MayCreate(InvocationExpressionSyntax call) =>
        call.Expression is not MemberAccessExpressionSyntax { Expression: var creator }
        || (creator.ToString() is var name && (name.Length < 3 || CreatorNames.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)));

    public static void ReadCreation(FactReading reading, IObjectCreationOperation creation)
    {
        var symbols = reading.Symbols;
        var kind = creation.Type.Is(symbols.Meter) ? FactKinds.Meter : creation.Type.Is(symbols.ActivitySource) ? FactKinds.ActivitySource : null;
        if (kind is not null && MeterName.OfCreation(creation, symbols, reading.Cancellation) is { Length: > 0 } name)
        {
            reading.Add(kind, [("name", name)]);
        }
    }

    public static void ReadCreate(FactReading reading, IInvocationOperation call)
    {
        if (MeterName.OfCreation(call, reading.Symbols, reading.Cancellation) is { Length: > 0 } name)
        {
            reading.Add(FactKinds.Meter, [("name", name)]);
            return;
        }

        HostingFacts.ReadHostUse(reading, call);
    }

    public static void ReadInstrument(FactReading reading, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, reading.Symbols, reading.Cancellation) is not { Name.Length: > 0 } instrument)
        {
            return;
        }

        var values = new List<(string, string?)>
        {
            ("meter", MeterName.Behind(call.Instance, reading.Symbols, reading.Cancellation).Name),
            ("name", instrument.Name),
            ("kind", instrument.Kind),
            ("type", instrument.ValueType.ToDisplayString()),
            ("unit", instrument.Unit),
            ("description", instrument.Description),
        };
        values.AddRange(RecordingFacts.ObservedTags(reading).Select(tag => ("tag", (string?)tag)));
        reading.Add(FactKinds.Instrument, values, InstrumentDefinition.StoredIn(call) is { } symbol ? SubjectOf(symbol) : null);
    }

    private static TypeSyntax? DeclaredType(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } } => variable.Type,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
        ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax function } => function.ReturnType,
        _ => null,
    };

    /// <summary>Names the field, property or local that holds an instrument, the same for every use of it.</summary>
    public static string SubjectOf(ISymbol symbol) =>
        symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.Name + "@" + symbol.Locations[0].SourceSpan.Start + symbol.Locations[0].SourceTree?.FilePath;
}
