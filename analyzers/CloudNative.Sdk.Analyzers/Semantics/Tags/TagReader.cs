using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>
/// Reads the tags of one recording: pairs, arrays, collection expressions and tag lists, made in place, held in variables and fields, or returned by
/// methods of the same compilation.
/// </summary>
internal sealed class TagReader
{
    private const int MaxDepth = 8;

    private readonly KnownSymbols _symbols;
    private readonly CancellationToken _cancellation;
    private readonly List<Tag> _tags = [];
    private bool _isComplete = true;
    private ISymbol? _variable;

    private TagReader(KnownSymbols symbols, CancellationToken cancellation) => (_symbols, _cancellation) = (symbols, cancellation);

    /// <summary>Reads what follows the measured value: <c>Add(1, tags)</c>, <c>new Measurement(1, tags)</c>.</summary>
    public static TagSet AfterValue(IEnumerable<IArgumentOperation> arguments, KnownSymbols symbols, CancellationToken cancellation)
    {
        var reader = new TagReader(symbols, cancellation);
        var count = 0;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == 0 || argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                continue;
            }

            count++;
            reader._variable = count == 1 ? argument.Value.ReferencedSymbol() : null;
            reader.Read(argument.Value, frame: null, isCertain: true, depth: 0);
        }

        return new TagSet(reader._tags, reader._isComplete, reader._variable);
    }

    /// <summary>Reads a pair, an array or a list.</summary>
    public static TagSet Of(IOperation tags, KnownSymbols symbols, CancellationToken cancellation)
    {
        var reader = new TagReader(symbols, cancellation) { _variable = tags.ReferencedSymbol() };
        reader.Read(tags, frame: null, isCertain: true, depth: 0);
        return new TagSet(reader._tags, reader._isComplete, reader._variable);
    }

    private void Read(IOperation? operation, IInvocationOperation? frame, bool isCertain, int depth)
    {
        var value = operation?.Unwrap();
        if (value is null || depth > MaxDepth)
        {
            _isComplete = false;
            return;
        }

        switch (value)
        {
            case IDefaultValueOperation when !IsPair(value.Type):
            case IArrayCreationOperation { Initializer: null, DimensionSizes.Length: 1 } empty when ConstantNumber.Of(empty.DimensionSizes[0]) == 0:
                break;
            case IArrayCreationOperation { Initializer: { } elements }:
                ReadAll(elements.ElementValues, frame, isCertain, depth);
                break;
            case ICollectionExpressionOperation list:
                ReadAll(list.Elements, frame, isCertain, depth);
                break;
            case ISpreadOperation spread:
                Read(spread.Operand, frame, isCertain, depth + 1);
                break;
            case IObjectCreationOperation list when list.Type.Is(_symbols.TagList):
                ReadList(list, frame, isCertain, depth);
                break;
            case IObjectCreationOperation { Arguments.Length: 2 } pair when IsPair(pair.Type):
                ReadPair(pair.Arguments, frame, isCertain);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments.Length: 2 } pair:
                ReadPair(pair.Arguments, frame, isCertain);
                break;
            case IInvocationOperation { TargetMethod.Name: "AsSpan" or "ToArray", Arguments.Length: <= 1 } same when same.Receiver() is { } array && array.Type is IArrayTypeSymbol:
                Read(array, frame, isCertain, depth + 1);
                break;
            case IInvocationOperation helper:
                ReadReturned(helper, frame, isCertain, depth);
                break;
            case IConditionalOperation { WhenFalse: { } other } choice:
                _isComplete = false;
                Read(choice.WhenTrue, frame, isCertain: false, depth + 1);
                Read(other, frame, isCertain: false, depth + 1);
                break;
            default:
                ReadVariable(value, frame, isCertain, depth);
                break;
        }
    }

    private void ReadAll(IEnumerable<IOperation> values, IInvocationOperation? frame, bool isCertain, int depth)
    {
        foreach (var value in values)
        {
            Read(value, frame, isCertain, depth + 1);
        }
    }

    // new TagList { { "key", value } } and new TagList(pairs).
    private void ReadList(IObjectCreationOperation creation, IInvocationOperation? frame, bool isCertain, int depth)
    {
        ReadAll(creation.Arguments.Select(argument => argument.Value), frame, isCertain, depth);
        foreach (var initializer in creation.Initializer?.Initializers ?? [])
        {
            if (initializer is IInvocationOperation add)
            {
                ReadAdd(add, frame, isCertain, depth);
            }
        }
    }

    private void ReadAdd(IInvocationOperation add, IInvocationOperation? frame, bool isCertain, int depth)
    {
        switch (add.Arguments.Length)
        {
            case 2: ReadPair(add.Arguments, frame, isCertain); break;
            case 1: Read(add.Arguments[0].Value, frame, isCertain, depth + 1); break;
            default: _isComplete = false; break;
        }
    }

    private void ReadPair(IReadOnlyList<IArgumentOperation> pair, IInvocationOperation? frame, bool isCertain) =>
        _tags.Add(new Tag(ConstantText.Of(Given(pair[0].Value, frame), _cancellation), Given(pair[1].Value, frame), isCertain));

    // A parameter of the helper that is being read stands for what this call gives it.
    private static IOperation Given(IOperation value, IInvocationOperation? frame) =>
        value.Unwrap() is IParameterReferenceOperation { Parameter: var parameter } && frame?.Argument(parameter.Name) is { } argument
            && frame.TargetMethod.OriginalDefinition.Is(parameter.ContainingSymbol) ? argument : value;

    private void ReadReturned(IInvocationOperation call, IInvocationOperation? frame, bool isCertain, int depth)
    {
        // One level: what a helper gives to another helper is not followed.
        if (frame is null && ReturnedValue.Of(call.TargetMethod, _symbols.Compilation, _cancellation) is { } returned)
        {
            Read(returned, call, isCertain, depth + 1);
            return;
        }

        _isComplete = false;
    }

    private void ReadVariable(IOperation reference, IInvocationOperation? frame, bool isCertain, int depth)
    {
        if (reference is IParameterReferenceOperation)
        {
            var given = Given(reference, frame);
            Read(given == reference ? null : given, null, isCertain, depth + 1);
            return;
        }

        if (reference.ReferencedSymbol() is not { } symbol || AssignedValue.Of(symbol, _symbols.Compilation, _cancellation) is not { } value)
        {
            _isComplete = false;
            return;
        }

        Read(value, frame, isCertain, depth + 1);
        if (symbol is ILocalSymbol local && local.Type.Is(_symbols.TagList))
        {
            foreach (var (add, order) in TagListUses.AddsBefore(local, reference, _symbols.Compilation, _cancellation))
            {
                _isComplete &= order != AddOrder.Unknown && add.TargetMethod.Name == "Add";
                ReadAdd(add, frame, isCertain && order == AddOrder.Always, depth);
            }
        }
    }

    private static bool IsPair(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "KeyValuePair", Arity: 2 };
}
