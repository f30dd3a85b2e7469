using System.Collections;
using CloudNative.Sdk.Telemetry.Logs.Redaction;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

public sealed class ScopeFieldsTests
{
    [Theory]
    [InlineData("RequestPath", "/orders")]
    [InlineData("password", "***")]
    public void A_line_reads_a_scope_once_to_look_at_it_and_once_to_write_it(string name, string shown)
    {
        var scope = new CountedScope(name);
        var scopes = new LoggerExternalScopeProvider();
        using var pushed = scopes.Push(new RedactedScope(scope, new Redactor(new LogRedactionOptions())));

        var line = Line.Text("state", scopes: scopes);

        Assert.EndsWith($",\"scopes\":[{{\"{name}\":\"{shown}\",\"Region\":\"north\"}}]}}\n", line, StringComparison.Ordinal);
        Assert.Equal(2, scope.Reads);
    }

    /// <summary>Counts how often its pairs are read, each of which takes time and memory in every line.</summary>
    private sealed class CountedScope(string name) : IEnumerable<KeyValuePair<string, object?>>
    {
        public int Reads { get; private set; }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            Reads++;
            yield return KeyValuePair.Create<string, object?>(name, "/orders");
            yield return KeyValuePair.Create<string, object?>("Region", "north");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
