namespace CloudNative.Sdk.Discovery.Tests.Watching;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot").FullName;

    private string SnapshotFile => Path.Combine(_folder, "state", "discovery.json");

    [Fact]
    public void A_start_during_an_outage_uses_what_was_known_last()
    {
        var endpoint = new ServiceEndpoint("10.0.0.1", 8080)
        {
            Id = "catalog-1",
            Scheme = "https",
            Path = "/v2",
            HostName = "catalog",
            Weight = 3,
            Priority = 1,
            Zone = "a",
            DataCenter = "dc1",
            Metadata = new Dictionary<string, string> { ["version"] = "v2" },
        };
        Run(new ScriptedSource().Says(endpoint, ScriptedSource.Endpoint("10.0.0.2:80")));

        using var harness = new WatchHarness(snapshotFile: SnapshotFile, sources: [new ScriptedSource().Fails()]);

        Assert.Equal(["10.0.0.1:8080", "10.0.0.2:80"], harness.Addresses);
        Assert.True(harness.Watch.State!.Set!.Instances[0].Endpoint.HasSameContent(endpoint));
        Assert.Single(harness.Logs.WithId(8312));
    }

    [Fact]
    public async Task A_registry_that_hangs_at_the_start_counts_as_an_outage()
    {
        Run(new ScriptedSource().Says("10.0.0.1:80"));
        var source = new ScriptedSource();
        using var harness = new WatchHarness(snapshotFile: SnapshotFile, sources: [source]);

        var waiting = harness.Watch.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        harness.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("10.0.0.1:80", (await waiting)!.Set!.Instances[0].Endpoint.ToString());
        source.Says("10.0.0.9:80");
        Assert.Equal(["10.0.0.9:80"], harness.Addresses);
    }

    [Fact]
    public void Only_the_owner_can_read_the_file_and_no_draft_is_left()
    {
        Run(new ScriptedSource().Says("10.0.0.1:80"));

        Assert.Equal([SnapshotFile], Directory.GetFiles(Path.GetDirectoryName(SnapshotFile)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SnapshotFile));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"services":{"http://catalog":{"at":"yesterday","endpoints":[]}}}""")]
    [InlineData("""{"services":{"http://catalog":{"at":"2030-01-01T00:00:00Z","endpoints":[{"host":"","port":1,"id":"x","weight":1,"priority":0,"metadata":{}}]}}}""")]
    [InlineData("""{"services":{"http://catalog":{"at":"2030-01-01T00:00:00Z","endpoints":[{"host":"a","port":99999,"id":"x","weight":1,"priority":0,"metadata":{}}]}}}""")]
    public void A_file_that_is_damaged_is_not_used_and_told_of(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SnapshotFile)!);
        File.WriteAllText(SnapshotFile, content);

        using var harness = new WatchHarness(snapshotFile: SnapshotFile, sources: [new ScriptedSource().Fails()]);

        Assert.True(harness.Watch.State?.HasFailed);
        Assert.Single(harness.Logs.WithId(8313));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_of_and_harms_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "state"), "a file where the folder should be");
        using var harness = new WatchHarness(snapshotFile: SnapshotFile, sources: [new ScriptedSource().Says("a:80")]);

        harness.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["a:80"], harness.Addresses);
        Assert.Single(harness.Logs.WithId(8314));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(ScriptedSource source)
    {
        using var harness = new WatchHarness(snapshotFile: SnapshotFile, sources: [source]);
        harness.Time.Advance(TimeSpan.FromSeconds(1));
    }
}
