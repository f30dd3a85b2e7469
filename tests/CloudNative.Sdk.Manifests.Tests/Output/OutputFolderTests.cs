using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Tests.Output;

public sealed class OutputFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("manifests-");
    private readonly OutputFolder _folder;

    public OutputFolderTests() => _folder = new OutputFolder(PathOf("deploy"));

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_list_names_what_was_written_and_not_itself()
    {
        Assert.Equal(2, _folder.Write([new("b/two.yaml", "2\n"), new("a.yaml", "1\n")]));
        Assert.Equal("a.yaml\nb/two.yaml\n", Read(".cloudnative-files"));
        Assert.Equal(["/.cloudnative-files", "/a.yaml", "/b/two.yaml"], Files());
    }

    [Fact]
    public void A_file_with_the_same_bytes_is_not_touched()
    {
        _folder.Write([new("a.yaml", "1\n"), new("b.yaml", "2\n")]);
        var before = File.GetLastWriteTimeUtc(PathOf("deploy/a.yaml")).AddHours(-1);
        File.SetLastWriteTimeUtc(PathOf("deploy/a.yaml"), before);

        Assert.Equal(1, _folder.Write([new("a.yaml", "1\n"), new("b.yaml", "3\n")]));

        Assert.Equal(before, File.GetLastWriteTimeUtc(PathOf("deploy/a.yaml")));
        Assert.Equal("3\n", Read("b.yaml"));
        Assert.Equal(0, _folder.Write([new("a.yaml", "1\n"), new("b.yaml", "3\n")]));
    }

    [Fact]
    public void What_is_no_longer_made_is_deleted_with_its_empty_folders()
    {
        _folder.Write([new("a.yaml", "1\n"), new("x/y/b.yaml", "2\n")]);
        Assert.Equal(1, _folder.Write([new("a.yaml", "1\n")]));
        Assert.Equal(["/.cloudnative-files", "/a.yaml"], Files());
        Assert.False(Directory.Exists(PathOf("deploy/x")));
    }

    [Fact]
    public void A_deleted_file_comes_back()
    {
        _folder.Write([new("a.yaml", "1\n")]);
        File.Delete(PathOf("deploy/a.yaml"));
        Assert.Equal(1, _folder.Write([new("a.yaml", "1\n")]));
        Assert.Equal("1\n", Read("a.yaml"));
    }

    [Fact]
    public void A_file_of_somebody_else_is_named_and_survives()
    {
        Directory.CreateDirectory(PathOf("deploy/x"));
        File.WriteAllText(PathOf("deploy/mine.yaml"), "mine");
        File.WriteAllText(PathOf("deploy/x/mine.yaml"), "mine");

        Assert.Equal(["mine.yaml"], _folder.FindForeign([new("mine.yaml", "generated"), new("other.yaml", "generated")]));

        _folder.Write([new("x/b.yaml", "2\n")]);
        _folder.Write([new("other.yaml", "2\n")]);
        Assert.Equal(["/.cloudnative-files", "/mine.yaml", "/other.yaml", "/x/mine.yaml"], Files());
    }

    [Fact]
    public void A_file_of_somebody_else_with_the_same_bytes_is_taken_over()
    {
        Directory.CreateDirectory(PathOf("deploy"));
        File.WriteAllText(PathOf("deploy/a.yaml"), "1\n");
        Assert.Empty(_folder.FindForeign([new("a.yaml", "1\n")]));
        Assert.Equal(0, _folder.Write([new("a.yaml", "1\n")]));
        Assert.Equal("a.yaml\n", Read(".cloudnative-files"));
    }

    [Fact]
    public async Task Two_builds_at_once_leave_what_one_of_them_made()
    {
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(
            () => new OutputFolder(PathOf("deploy")).Write([.. Enumerable.Range(0, 20).Select(number => new ManifestFile($"f{number}.yaml", $"{writer}\n")), new ManifestFile($"own{writer}.yaml", "a\n")]), TestContext.Current.CancellationToken));
        await Task.WhenAll(writers);

        var last = Read("f0.yaml");
        Assert.All(Enumerable.Range(0, 20), number => Assert.Equal(last, Read($"f{number}.yaml")));
        Assert.Equal($"/own{last.Trim()}.yaml", Assert.Single(Files(), file => file.Contains("own", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_leaves_everything_as_it_was()
    {
        File.WriteAllText(PathOf("taken"), "mine");

        Assert.ThrowsAny<IOException>(() => new OutputFolder(PathOf("taken/deploy")).Write([new("a.yaml", "1\n")]));
        Assert.Equal("mine", File.ReadAllText(PathOf("taken")));
    }

    [Fact]
    public void Content_that_cannot_be_completed_leaves_the_old_in_place()
    {
        _folder.Write([new("a.yaml", "1\n")]);

        Assert.ThrowsAny<Exception>(() => _folder.Write([new("a.yaml", "2\n"), new("b/c.yaml", "1\n"), new("b", "2\n")]));
        Assert.Equal("1\n", Read("a.yaml"));
    }

    [Fact]
    public void A_list_that_names_files_outside_deletes_nothing_there()
    {
        _folder.Write([new("a.yaml", "1\n")]);
        File.WriteAllText(PathOf("precious"), "1");
        File.AppendAllText(PathOf("deploy/.cloudnative-files"), $"../precious\n{PathOf("precious")}\na/../../precious\n");
        _folder.Write([new("a.yaml", "2\n")]);
        Assert.True(File.Exists(PathOf("precious")));
    }

    [Fact]
    public void New_files_come_beside_what_is_in_their_folder_already()
    {
        _folder.Write([new("a/b.yaml", "1\n"), new("a/old.yaml", "1\n")]);
        File.WriteAllText(PathOf("deploy/a/foreign"), "1");
        Assert.Equal(4, _folder.Write([new("a/b.yaml", "2\n"), new("a/c/d.yaml", "1\n"), new("e/f/g.yaml", "1\n")]));
        Assert.Equal(["/.cloudnative-files", "/a/b.yaml", "/a/c/d.yaml", "/a/foreign", "/e/f/g.yaml"], Files());
        Assert.Equal("2\n", Read("a/b.yaml"));
    }

    [Fact]
    public void What_an_interrupted_build_left_is_cleared_away()
    {
        Directory.CreateDirectory(PathOf("deploy/.cloudnative-new/old"));
        _folder.Write([new("a.yaml", "1\n")]);
        Assert.Equal(["/.cloudnative-files", "/a.yaml"], Files());
    }

    private string PathOf(string path) => Path.Combine(_root.FullName, path);

    private string Read(string path) => File.ReadAllText(PathOf("deploy/" + path));

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(PathOf("deploy"), "*", SearchOption.AllDirectories).Select(file => file[PathOf("deploy").Length..].Replace('\\', '/')).Order(StringComparer.Ordinal);
}
