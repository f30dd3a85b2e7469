using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Benchmarks.Analyzers;

/// <summary>One web project of at least 20,000 lines: the code of the samples, and of what drives them, so many times in so many namespaces.</summary>
internal sealed partial class ShopService(string folder)
{
    private const int MinLines = 20_000;

    private static readonly string[] Folders =
    [
        "samples/Shop", "tests/CloudNative.Sdk.TestSupport/Processes", "tests/CloudNative.Sdk.TestSupport/Services", "tests/CloudNative.Sdk.TestSupport/Load", "tests/CloudNative.Sdk.TestSupport/Components",
        "src/Shared/Processes", "src/Shared/Load",
    ];

    public string Folder => folder;

    public int Files { get; private set; }

    public int Lines { get; private set; }

    /// <summary>Writes the project with what it refers to; which analyzers it has is told by properties when it is built.</summary>
    public void Write(string repository, string analyzers)
    {
        var sources = Folders.SelectMany(source => Sources(Path.Combine(repository, source))).ToList();
        Add("Program.cs", """
            var builder = WebApplication.CreateBuilder(args);
            builder.AddCloudNative();
            var app = builder.Build();
            app.MapGet("/", () => "shop");
            app.Run();
            """);
        for (var copy = 0; Lines < MinLines; copy++)
        {
            foreach (var (name, text) in sources)
            {
                Add(Path.Combine($"Copy{copy}", name), Root().Replace(text, $"Copy{copy}.$0"));
            }
        }

        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Service.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <LangVersion>14</LangVersion>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <NoWarn>$(NoWarn);CS1591;MA0049</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{AppContext.BaseDirectory}*.dll" Exclude="{typeof(ShopService).Assembly.Location}" />
                <PackageReference Include="Meziantou.Analyzer" Version="3.0.320" PrivateAssets="all" Condition="'$(Subject)' == 'meziantou'" />
                <Analyzer Include="{Path.Combine(analyzers, "bin", "Release", "netstandard2.0", "CloudNative.Sdk.Analyzers.dll")}" Condition="'$(Subject)' == 'ours'" />
              </ItemGroup>
              <Import Project="{Path.Combine(analyzers, "build", "CloudNative.Sdk.Analyzers.props")}" Condition="'$(Subject)' == 'ours'" />
            </Project>
            """);
    }

    private static IEnumerable<(string Name, string Text)> Sources(string source) =>
        Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Planted/", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.Combine(Path.GetFileName(source), Path.GetRelativePath(source, file)), File.ReadAllText(file)));

    private void Add(string name, string text)
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        Files++;
        Lines += text.Count(letter => letter == '\n') + 1;
    }

    // The roots of the namespaces of what is copied, where a namespace is meant.
    [GeneratedRegex("(?<=^(namespace|using|using static) )(Shop\\.|CloudNative\\.Sdk\\.(TestSupport|Load|Processes))", RegexOptions.Multiline)]
    private static partial Regex Root();
}
