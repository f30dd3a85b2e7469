using CloudNative.Sdk.Telemetry.Runtime;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

public sealed class CgroupTests
{
    private static readonly CgroupReading Expected = new()
    {
        CpuSeconds = 12.5,
        CpuLimit = 1.5,
        Periods = 400,
        ThrottledPeriods = 20,
        ThrottledSeconds = 0.75,
        MemoryUsage = 300,
        WorkingSet = 200,
        MemoryLimit = 1000,
        OutOfMemoryKills = 2,
    };

    [Fact]
    public void Version_2_is_read()
    {
        using var root = V2("sys/fs/cgroup/app");
        using var group = Cgroup.Find(root.Path, new FakeTimeProvider());

        Assert.Equal(Expected, group?.Read());
    }

    [Fact]
    public void A_path_of_the_node_that_the_container_does_not_see_is_the_mount_itself()
    {
        using var root = V2("sys/fs/cgroup").With(("proc/self/cgroup", "0::/kubepods.slice/pod1/cri-1.scope\n"));
        using var group = Cgroup.Find(root.Path, new FakeTimeProvider());

        Assert.Equal(Expected, group?.Read());
    }

    [Fact]
    public void Version_1_is_read()
    {
        using var root = V1();
        using var group = Cgroup.Find(root.Path, new FakeTimeProvider());

        Assert.Equal(Expected, group?.Read());
    }

    [Fact]
    public void Where_both_are_mounted_version_1_counts_when_it_has_the_memory()
    {
        using var root = V1().With(("sys/fs/cgroup/unified/cgroup.procs", "1\n"));
        File.AppendAllText(Path.Combine(root.Path, "proc/self/cgroup"), "0::/docker/4f1c\n");
        using var group = Cgroup.Find(root.Path, new FakeTimeProvider());

        Assert.Equal(Expected, group?.Read());
    }

    [Fact]
    public void Without_limits_there_are_none()
    {
        using var v2 = V2("sys/fs/cgroup/app").With(("sys/fs/cgroup/app/memory.max", "max\n"), ("sys/fs/cgroup/app/cpu.max", "max 100000\n"));
        using var v1 = V1().With(
            ("sys/fs/cgroup/memory/docker/4f1c/memory.limit_in_bytes", "9223372036854771712\n"), ("sys/fs/cgroup/cpu/docker/4f1c/cpu.cfs_quota_us", "-1\n"));
        using var first = Cgroup.Find(v2.Path, new FakeTimeProvider());
        using var second = Cgroup.Find(v1.Path, new FakeTimeProvider());

        Assert.Equal(Expected with { CpuLimit = null, MemoryLimit = null }, first?.Read());
        Assert.Equal(Expected with { CpuLimit = null, MemoryLimit = null }, second?.Read());
    }

    [Fact]
    public void Without_control_groups_there_is_none()
    {
        using var root = new SystemRoot();
        using var unmounted = new SystemRoot().With(("proc/self/cgroup", "0::/app\n"));

        Assert.Null(Cgroup.Find(root.Path, new FakeTimeProvider()));
        Assert.Null(Cgroup.Find(unmounted.Path, new FakeTimeProvider()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("garbage")]
    [InlineData("0:memory")]
    public void A_broken_list_of_groups_is_none(string text)
    {
        using var root = new SystemRoot().With(("proc/self/cgroup", text), ("sys/fs/cgroup/memory.current", "5\n"));

        Assert.Null(Cgroup.Find(root.Path, new FakeTimeProvider()));
    }

    [Fact]
    public void What_is_no_number_is_not_known()
    {
        using var root = V2("sys/fs/cgroup/app").With(
            ("sys/fs/cgroup/app/cpu.stat", "usage_usec\nnr_periods x\nnr_throttled 99999999999999999999\nthrottled_usec -"),
            ("sys/fs/cgroup/app/cpu.max", "150000\n"),
            ("sys/fs/cgroup/app/memory.current", "3e2\n"),
            ("sys/fs/cgroup/app/memory.max", ""),
            ("sys/fs/cgroup/app/memory.stat", new string('x', 20_000)),
            ("sys/fs/cgroup/app/memory.events", "\0\0\0"));
        using var group = Cgroup.Find(root.Path, new FakeTimeProvider());

        Assert.Equal(default(CgroupReading), group?.Read());
    }

    [Fact]
    public void The_files_are_read_once_for_the_instruments_of_one_collection()
    {
        var time = new FakeTimeProvider();
        using var root = V2("sys/fs/cgroup/app");
        using var group = Cgroup.Find(root.Path, time)!;
        var before = group.Read();
        root.With(("sys/fs/cgroup/app/memory.current", "400\n"));

        Assert.Equal(before, group.Read());
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(400, group.Read().MemoryUsage);
    }

    private static SystemRoot V2(string folder) => new SystemRoot().With(
        ("proc/self/cgroup", "0::/app\n"),
        ($"{folder}/cpu.stat", "usage_usec 12500000\nuser_usec 1\nsystem_usec 2\nnr_periods 400\nnr_throttled 20\nthrottled_usec 750000\n"),
        ($"{folder}/cpu.max", "150000 100000\n"),
        ($"{folder}/memory.current", "300\n"),
        ($"{folder}/memory.max", "1000\n"),
        ($"{folder}/memory.stat", "anon 150\nactive_file 20\ninactive_file 100\n"),
        ($"{folder}/memory.events", "low 0\nhigh 0\nmax 3\noom 4\noom_kill 2\noom_group_kill 0\n"));

    private static SystemRoot V1() => new SystemRoot().With(
        ("proc/self/cgroup", "12:memory:/docker/4f1c\n3:cpu,cpuacct:/docker/4f1c\n1:name=systemd:/docker/4f1c\n"),
        ("sys/fs/cgroup/cpuacct/docker/4f1c/cpuacct.usage", "12500000000\n"),
        ("sys/fs/cgroup/cpu/docker/4f1c/cpu.stat", "nr_periods 400\nnr_throttled 20\nthrottled_time 750000000\n"),
        ("sys/fs/cgroup/cpu/docker/4f1c/cpu.cfs_quota_us", "150000\n"),
        ("sys/fs/cgroup/cpu/docker/4f1c/cpu.cfs_period_us", "100000\n"),
        ("sys/fs/cgroup/memory/docker/4f1c/memory.usage_in_bytes", "300\n"),
        ("sys/fs/cgroup/memory/docker/4f1c/memory.limit_in_bytes", "1000\n"),
        ("sys/fs/cgroup/memory/docker/4f1c/memory.stat", "inactive_file 1\ntotal_inactive_file 100\n"),
        ("sys/fs/cgroup/memory/docker/4f1c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"));
}
