using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Cli.Tests;

/// <summary>One run of the tool: what it ended with and what it said.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ToolRun(int Code, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    public static async Task<ToolRun> Of(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Tool.RunAsync(arguments, output, error, isWatched: false, TestContext.Current.CancellationToken);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the tool and expects an exit code; where there is another, everything it said is shown.</summary>
    public static async Task<ToolRun> Ends(int code, params string[] arguments)
    {
        var run = await Of(arguments);
        Assert.True(run.Code == code, $"{string.Join(' ', arguments)} ended with {run.Code}, not {code}:\n{run.Error}{run.Output}");
        return run;
    }
}
