using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Constant tag keys at the calls that record.</summary>
internal static class RecordingFacts
{
    private static readonly string[] TagNames = ["tag", "label", "attribute"];

    /// <summary>
    /// Returns whether a call looks as if it recorded with tags. Meaning costs the binding of the whole method, and most calls named Add fill a dictionary: a tag is
    /// a pair made in place, or a variable that is called so.
    /// </summary>
    public static bool MayHaveTags(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Skip(1).Any(argument => argument.Expression switch
    {
        ObjectCreationExpressionSyntax creation => IsTagType(creation.Type.ToString()),
        ImplicitObjectCreationExpressionSyntax creation => creation.ArgumentList.Arguments.Count == 2 || creation.Initializer is not null,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create", Expression: var type } } => IsTagType(type.ToString()),
        CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax => true,
        IdentifierNameSyntax name => TagNames.Any(word => name.Identifier.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0),
        _ => false,
    });

    public static void Read(FactReading reading, IInvocationOperation call)
    {
        if (!call.TargetMethod.ContainingType.IsOrInherits(reading.Symbols.Instrument) || call.Instance?.ReferencedSymbol() is not { } instrument)
        {
            return;
        }

        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var argument in call.Arguments.Skip(1))
        {
            Collect(argument.Value, reading, tags);
        }

        if (tags.Count > 0)
        {
            reading.Add(FindingKinds.Recording, tags.Select(tag => ("tag", (string?)tag)), MeterFacts.SubjectOf(instrument));
        }
    }

    /// <summary>The tag keys of the measurements that the callback of an observable instrument makes.</summary>
    public static IEnumerable<string> ObservedTags(FactReading reading)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var creation in reading.Node.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
        {
            if (reading.Model.GetOperation(creation, reading.Cancellation) is IObjectCreationOperation measurement && measurement.Type.Is(reading.Symbols.Measurement))
            {
                foreach (var argument in measurement.Arguments.Skip(1))
                {
                    Collect(argument.Value, reading, tags);
                }
            }
        }

        return tags;
    }

    private static bool IsTagType(string name) => name.IndexOf("KeyValuePair", StringComparison.Ordinal) >= 0 || name.EndsWith("TagList", StringComparison.Ordinal);

    private static void Collect(IOperation value, FactReading reading, SortedSet<string> tags)
    {
        switch (value.Unwrap())
        {
            case IArrayCreationOperation { Initializer: { } elements }:
                CollectAll(elements.ElementValues, reading, tags);
                break;
            case ICollectionExpressionOperation list:
                CollectAll(list.Elements, reading, tags);
                break;
            case IObjectCreationOperation creation when creation.Type.Is(reading.Symbols.TagList):
                CollectTagList(creation, reading, tags);
                break;
            case IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments.Length: 2 } pair:
                AddKey(pair.Arguments[0].Value, reading, tags);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments.Length: 2 } pair:
                AddKey(pair.Arguments[0].Value, reading, tags);
                break;
            case ILocalReferenceOperation local when local.Type.Is(reading.Symbols.TagList):
                CollectLocal(local.Local, reading, tags);
                break;
        }
    }

    private static void CollectAll(IEnumerable<IOperation> values, FactReading reading, SortedSet<string> tags)
    {
        foreach (var value in values)
        {
            Collect(value, reading, tags);
        }
    }

    // new TagList { { "key", value } } and new TagList(pairs).
    private static void CollectTagList(IObjectCreationOperation creation, FactReading reading, SortedSet<string> tags)
    {
        CollectAll(creation.Arguments.Select(argument => argument.Value), reading, tags);
        foreach (var initializer in creation.Initializer?.Initializers ?? [])
        {
            if (initializer is IInvocationOperation add)
            {
                CollectAdd(add, reading, tags);
            }
        }
    }

    // var tags = new TagList(); tags.Add("key", value);
    private static void CollectLocal(ILocalSymbol local, FactReading reading, SortedSet<string> tags)
    {
        var declaration = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(reading.Cancellation);
        if (declaration is VariableDeclaratorSyntax { Initializer.Value: { } initial } && reading.Model.GetOperation(initial, reading.Cancellation) is { } value)
        {
            Collect(value, reading, tags);
        }

        foreach (var call in declaration?.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>() ?? [])
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax target }
                && target.Identifier.ValueText == local.Name
                && reading.Model.GetOperation(call, reading.Cancellation) is IInvocationOperation add
                && add.Instance?.ReferencedSymbol().Is(local) == true)
            {
                CollectAdd(add, reading, tags);
            }
        }
    }

    private static void CollectAdd(IInvocationOperation add, FactReading reading, SortedSet<string> tags)
    {
        switch (add.Arguments.Length)
        {
            case 1: Collect(add.Arguments[0].Value, reading, tags); break;
            case 2: AddKey(add.Arguments[0].Value, reading, tags); break;
        }
    }

    private static void AddKey(IOperation key, FactReading reading, SortedSet<string> tags)
    {
        if (reading.Text(key) is { Length: > 0 } text)
        {
            tags.Add(text);
        }
    }
}
