using CloudNative.Sdk.Telemetry.Runtime;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

public sealed class ProcessStatusTests
{
    private const string Stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 17 0 1000 268435456 2048 18446744073709551615\n";
    private const string Limits = "Limit                     Soft Limit           Hard Limit           Units\nMax processes             7                    7                    processes\n"
        + "Max open files            1024                 524288               files\n";

    [Fact]
    public void The_fields_are_found_whatever_the_name_of_the_program()
    {
        var time = new FakeTimeProvider();
        using var root = new SystemRoot().With(("proc/self/stat", Stat), ("proc/self/limits", Limits), ("proc/uptime", "60.50 100.00\n"));
        using var status = new ProcessStatus(root.Path, time);

        Assert.Equal((3.0, 17L, 268435456L, 2048L * Environment.SystemPageSize), (status.CpuSeconds(), status.Threads(), status.VirtualMemory(), status.ResidentMemory()));
        Assert.Equal(1024, status.MaxOpenFiles());
        Assert.Equal((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - 50.5, status.StartedAt());
    }

    [Fact]
    public void A_new_collection_reads_anew()
    {
        var time = new FakeTimeProvider();
        using var root = new SystemRoot().With(("proc/self/stat", Stat), ("proc/self/limits", Limits));
        using var status = new ProcessStatus(root.Path, time);
        Assert.Equal(17, status.Threads());
        root.With(("proc/self/stat", Stat.Replace(" 17 ", " 18 ", StringComparison.Ordinal)));

        Assert.Equal(17, status.Threads());
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal((18L, 1024L, 18L), (status.Threads(), status.MaxOpenFiles(), status.Threads()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("42 (no end")]
    [InlineData("42 (x) S 1 2")]
    [InlineData("42 (x) S a b c d e f g h i j k l m n o p q r s t")]
    public void What_cannot_be_read_is_not_known(string stat)
    {
        using var root = new SystemRoot().With(("proc/self/stat", stat), ("proc/self/limits", "Max open files            unlimited            unlimited            files\n"));
        using var status = new ProcessStatus(root.Path, new FakeTimeProvider());

        Assert.False(status.IsKnown);
        Assert.Equal(
            (null, null, null, null, null, null),
            (status.CpuSeconds(), status.Threads(), status.VirtualMemory(), status.ResidentMemory(), status.StartedAt(), status.MaxOpenFiles()));
    }

    [Fact]
    public void Without_proc_nothing_is_known()
    {
        using var root = new SystemRoot();
        using var status = new ProcessStatus(root.Path, new FakeTimeProvider());

        Assert.False(status.IsKnown);
        Assert.Null(status.MaxOpenFiles());
    }

    [Fact]
    public void The_real_process_is_read_without_allocating()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        using var status = new ProcessStatus("/", TimeProvider.System);
        using var group = Cgroup.Find("/", TimeProvider.System);
        Read();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(status.StartedAt()!.Value, 1.6e9, (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        Assert.InRange(status.ResidentMemory()!.Value, 10_000_000, 10_000_000_000);

        void Read()
        {
            _ = (status.CpuSeconds(), status.Threads(), status.MaxOpenFiles(), OpenFiles.Size(), group?.Read());
        }
    }

    [Fact]
    public void The_size_of_the_folder_of_open_files_is_their_number_where_the_kernel_says_so()
    {
        var size = OpenFiles.Size();
        Assert.SkipUnless(size > 0, "The kernel is older than 6.2, or this is not Linux.");

        using var one = File.OpenRead(typeof(ProcessStatusTests).Assembly.Location);

        Assert.InRange(Math.Abs(OpenFiles.Size()!.Value - OpenFiles.List("/proc/self/fd")!.Value), 0, 3);
        Assert.True(OpenFiles.Count() > 3);
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_has_no_count() => Assert.Null(OpenFiles.List("/no/such/folder"));
}
