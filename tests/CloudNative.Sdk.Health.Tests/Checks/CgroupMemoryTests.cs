using CloudNative.Sdk.Health.Checks;

namespace CloudNative.Sdk.Health.Tests.Checks;

public sealed class CgroupMemoryTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cgroup");

    [Fact]
    public void Version_2_is_usage_less_inactive_cache_against_the_limit()
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/memory.max", "268435456\n");
        Write("sys/fs/cgroup/memory.current", "201326592\n");
        Write("sys/fs/cgroup/memory.stat", "anon 100\nfile 7\ninactive_file 67108864\nactive_file 5\n");

        Assert.Equal((134217728L, 268435456L), Read());
    }

    [Fact]
    public void Version_2_takes_the_tightest_of_the_nested_groups()
    {
        Write("proc/self/cgroup", "0::/kubepods/pod1/container\n");
        Write("sys/fs/cgroup/kubepods/pod1/container/memory.max", "max\n");
        Write("sys/fs/cgroup/kubepods/pod1/container/memory.current", "10\n");
        Write("sys/fs/cgroup/kubepods/pod1/memory.max", "1000\n");
        Write("sys/fs/cgroup/kubepods/pod1/memory.current", "600\n");
        Write("sys/fs/cgroup/kubepods/memory.max", "5000\n");
        Write("sys/fs/cgroup/kubepods/memory.current", "4000\n");

        Assert.Equal((600L, 1000L), Read());
    }

    [Fact]
    public void Version_1_reads_the_memory_hierarchy()
    {
        Write("proc/self/cgroup", "12:cpu,cpuacct:/docker/abc\n9:memory:/docker/abc\n1:name=systemd:/docker/abc\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "1048576\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "1000000\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.stat", "cache 1\ninactive_file 9\ntotal_inactive_file 400000\n");

        Assert.Equal((600000L, 1048576L), Read());
    }

    [Fact]
    public void Version_1_inside_a_container_finds_its_files_at_the_root()
    {
        Write("proc/self/cgroup", "9:memory:/docker/abc\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1048576\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");

        Assert.Equal((5L, 1048576L), Read());
    }

    [Fact]
    public void Without_a_limit_there_is_nothing_to_compare_with()
    {
        Write("proc/self/cgroup", "9:memory:/\n0::/\n");
        Write("sys/fs/cgroup/memory.max", "max\n");
        Write("sys/fs/cgroup/memory.current", "5\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");

        Assert.Null(Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0::/\n")]
    [InlineData("garbage\n::\n0")]
    public void Missing_or_odd_files_are_no_limit(string cgroup)
    {
        Write("proc/self/cgroup", cgroup);

        Assert.Null(Read());
    }

    public void Dispose() => _root.Delete(recursive: true);

    private (long Used, long Limit)? Read() => new CgroupMemory(_root.FullName).Read();

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
