using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Tests.Yaml;

/// <summary>Documents that nobody thought of, of what readers treat in their own way.</summary>
internal static class RandomYaml
{
    private const int Deep = 3;

    public static YamlMap Map(Random random, int depth = 0)
    {
        var map = new YamlMap();
        for (var index = random.Next(depth == 0 ? 1 : 0, 4); index > 0; index--)
        {
            map.Add(FormattableString.Invariant($"{index}") + Text(random), Value(random, depth + 1));
        }

        return map;
    }

    private static object Value(Random random, int depth) => random.Next(depth > Deep ? 5 : 7) switch
    {
        0 => random.Next(2) == 0,
        1 => random.Next(),
        2 or 3 => Text(random),
        4 => $"{Text(random)}\n  {Text(random)}x\n",
        5 => Map(random, depth),
        _ => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToList(),
    };

    private static string Text(Random random)
    {
        const string alphabet = "aZ09 :#-.,_/'\"\\{}[]!&*?|>%@`~=<+\n\t\r\u00e9\u4e2d\u0085\u2029eExXonyf";
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }
}
