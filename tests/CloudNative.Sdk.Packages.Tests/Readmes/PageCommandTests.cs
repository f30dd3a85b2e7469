using CloudNative.Sdk.TestSupport.Pages;

namespace CloudNative.Sdk.Packages.Tests.Readmes;

public sealed class PageCommandTests
{
    private const string Page = """
        # Shop

        `Program.cs`:

        ```csharp
        app.Run();
        ```

        ```console
        $ curl localhost:8081/info
          "service": "Shop",
          ...
          "state": "Running"
        $ dotnet build
        Program.cs(7,17): error ...: no
        ```

        """;

    private readonly IReadOnlyList<FencedBlock> _blocks = FencedBlock.ReadAll(Page);

    [Fact]
    public void A_block_knows_its_place_and_the_file_that_it_is() =>
        Assert.Equal([("csharp", 6, "Program.cs", "app.Run();\n"), ("console", 10, null, _blocks[1].Text)], _blocks.Select(block => (block.Language, block.Line, block.File, block.Text)));

    [Fact]
    public void A_command_has_what_is_shown_below_it()
    {
        var commands = PageCommand.Of(_blocks[1]).ToList();

        Assert.Equal([(10, "curl localhost:8081/info", 3), (14, "dotnet build", 1)], commands.Select(command => (command.Line, command.Text, command.Shown.Count)));
        Assert.Equal([(true, false), (false, true)], commands.Select(command => (command.Asks, command.Fails)));
    }

    [Theory]
    [InlineData("{\n  \"service\": \"Shop\",\n  \"version\": \"1.0.0\",\n  \"state\": \"Running\"\n}", null)]
    [InlineData("{\n  \"service\": \"Shop\",\n  \"state\": \"Draining\"\n}", "  \"state\": \"Running\"")]
    [InlineData("{\n  \"state\": \"Running\"\n  \"service\": \"Shop\",\n}", "  \"state\": \"Running\"")]
    [InlineData("", "  \"service\": \"Shop\",")]
    public void What_is_shown_must_be_printed_in_its_order(string output, string? missing) =>
        Assert.Equal(missing, PrintedText.Missing(output, PageCommand.Of(_blocks[1]).First().Shown));

    [Theory]
    [InlineData("/home/me/Shop/Program.cs(7,17): error CNS3004: no [Shop.csproj]", true)]
    [InlineData("/home/me/Shop/Program.cs(7,17): warning CNS3004: no", false)]
    public void Dots_stand_for_any_text_of_a_line(string output, bool isShown) =>
        Assert.Equal(isShown, PrintedText.Missing(output, PageCommand.Of(_blocks[1]).Last().Shown) is null);
}
