using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

/// <summary>Whatever is logged, the line is one line of valid JSON that says the same.</summary>
public sealed class RandomRecordTests
{
    private const int Records = 5_000;

    [Fact]
    public void Every_record_comes_back_as_it_was_logged()
    {
        for (var seed = 0; seed < Records; seed++)
        {
            var random = new Random(seed);
            var message = Text(random);
            var pairs = Enumerable.Range(0, random.Next(6)).Select(i => KeyValuePair.Create(Text(random) + i, Value(random, depth: 0))).ToArray();

            var line = Line.Parse(Line.Text(pairs, message, id: new EventId(random.Next(), Text(random))));

            Assert.True(Valid(message) == line.GetProperty("message").GetString(), $"seed {seed}");
            foreach (var (name, value) in pairs)
            {
                Assert.True(Same(value, line.GetProperty("properties").GetProperty(Valid(name))), $"seed {seed}, '{name}'");
            }
        }
    }

    private static object? Value(Random random, int depth) => random.Next(depth < 3 ? 12 : 10) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(),
        3 => random.NextInt64(long.MinValue, long.MaxValue),
        4 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        5 => BitConverter.Int32BitsToSingle(random.Next()),
        6 => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        7 => (char)random.Next(char.MaxValue + 1),
        8 => new Guid(Bytes(random)),
        9 => Text(random),
        10 => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToArray(),
        _ => Enumerable.Range(0, random.Next(4)).ToDictionary(i => $"{Text(random)}{i}", _ => Value(random, depth + 1)),
    };

    private static bool Same(object? value, JsonElement json) => value switch
    {
        null => json.ValueKind == JsonValueKind.Null,
        bool truth => json.GetBoolean() == truth,
        double number => double.IsFinite(number) ? json.GetDouble() == number : json.GetString() == number.ToString(CultureInfo.InvariantCulture),
        float number => float.IsFinite(number) ? json.GetSingle() == number : json.GetString() == number.ToString(CultureInfo.InvariantCulture),
        decimal number => json.GetDecimal() == number,
        int number => json.GetInt32() == number,
        long number => json.GetInt64() == number,
        Guid id => json.GetGuid() == id,
        object?[] items => items.Length == json.GetArrayLength() && items.Zip(json.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        Dictionary<string, object?> map => map.All(pair => Same(pair.Value, json.GetProperty(Valid(pair.Key)))),
        _ => json.GetString() == Valid(value.ToString()!),
    };

    /// <summary>Makes a text of any UTF-16 units, many of them with a meaning in JSON, in consoles or in Unicode.</summary>
    private static string Text(Random random)
    {
        const string Odd = "\"\\/\n\r\t\0\u001b\u007f\u0085\u2028\u2029\uFEFF\uFFFF\uD83D\uDE00<>&'+`{}";
        var text = new StringBuilder();
        for (var i = random.Next(20); i > 0; i--)
        {
            text.Append(random.Next(3) == 0 ? (char)random.Next(char.MaxValue + 1) : Odd[random.Next(Odd.Length)]);
        }

        return text.ToString();
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Replaces what is not valid UTF-16, as a console must.</summary>
    private static string Valid(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
}
