using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Robustness;

/// <summary>Breaks real code as an editor in use does, and worse. The same seed gives the same text.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxMutations = 6;

    private static readonly string[] Strays = ["{", "}", "(", ")", ";", "[", "]", "<", ">", "\"", "$\"", "\"\"\"", "=>", ",", ".", "?", "await", "async", "return", "catch", "yield", "static", "new", "ref", "(int)", "!"];
    private static readonly string[] Values = ["0", "-1", "null", "default", "\"\"", "\"{\"", "\"%\"", "\"http://\"", "\"http://[::\"", "1e308", "int.MaxValue", "ulong.MaxValue", "'\\0'", "double.NaN", "[]", "$\"{", "typeof(void)", "\"\\ud800\"", "\"a:b:c\"", "this"];
    private static readonly string[] Types = ["void", "dynamic", "var", "T", "Missing<int>", "int*", "System.Func<>", "object", "Missing.Package.Type", "(int A, string B)", "string?", "Span<byte>", "global::"];

    private readonly Random _random = new(seed);

    public string Mutate(IReadOnlyList<string> corpus)
    {
        var text = Pick(corpus);
        for (var count = 1 + _random.Next(_random.Next(1, MaxMutations + 1)); count > 0; count--)
        {
            text = Once(text, corpus);
        }

        return text;
    }

    private string Once(string text, IReadOnlyList<string> corpus)
    {
        var tokens = Tokens(text);
        if (tokens.Count < 2)
        {
            return text + Pick(Strays);
        }

        var at = _random.Next(tokens.Count - 1);
        switch (_random.Next(24))
        {
            case 0:
                tokens[at] = "";
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                break;
            case 3:
                var other = _random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 4:
                return string.Concat(tokens.Take(at));
            case 5 or 6:
                tokens[at] = " " + Pick(Strays) + " ";
                break;
            case 7 or 8:
                tokens.Insert(at, " " + Pick(Strays) + " ");
                break;
            case 9 or 10:
                tokens.RemoveRange(at, Math.Min(_random.Next(1, 30), tokens.Count - at));
                break;
            case 11 or 12 or 13:
                tokens[Near(tokens, at, IsLiteral)] = Pick(Values);
                break;
            case 14 or 15 or 16:
                tokens[Near(tokens, at, IsName)] = " " + Pick(Types) + " ";
                break;
            case 17 or 18 or 19 or 20 or 21:
                tokens[Near(tokens, at, IsName)] = " " + Name(corpus) + " ";
                break;
            default:
                tokens.InsertRange(at, Piece(Tokens(Pick(corpus))));
                break;
        }

        return string.Concat(tokens);
    }

    private static List<string> Tokens(string text) => [.. SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString())];

    private IEnumerable<string> Piece(List<string> tokens) => tokens.Skip(_random.Next(tokens.Count)).Take(_random.Next(1, 60));

    // A name of another program is sometimes one that a rule knows, sometimes one that nothing declares.
    private string Name(IReadOnlyList<string> corpus)
    {
        var tokens = Tokens(Pick(corpus));
        return tokens.Count == 0 || _random.Next(4) == 0 ? "Unknown" + _random.Next(10) : tokens[Near(tokens, _random.Next(tokens.Count), IsName)].Trim();
    }

    private static int Near(List<string> tokens, int at, Predicate<string> isWanted) => tokens.FindIndex(at, isWanted) is >= 0 and var found ? found : at;

    private static bool IsName(string token) => token.AsSpan().Trim() is { Length: > 0 } name && char.IsLetter(name[0]) && SyntaxFacts.GetKeywordKind(name.ToString()) == SyntaxKind.None;

    private static bool IsLiteral(string token) => token.AsSpan().Trim() is { Length: > 0 } text && (text[0] == '"' || char.IsDigit(text[0]));

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
