using CloudNative.Sdk.Discovery.Dns.Client;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class ResolvConfTests
{
    [Fact]
    public void A_file_of_a_pod_is_understood()
    {
        var parsed = ResolvConf.Parse("search shop.svc.cluster.local svc.cluster.local cluster.local.\nnameserver 10.96.0.10\noptions ndots:5 timeout:2 attempts:3 edns0\n");

        Assert.Equal(["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"], parsed.Search);
        Assert.Equal(["10.96.0.10:53"], parsed.Servers.Select(server => server.ToString()));
        Assert.Equal((5, TimeSpan.FromSeconds(2), 3), (parsed.Ndots, parsed.Timeout, parsed.Attempts));
    }

    [Fact]
    public void Nothing_is_understood_of_an_empty_file()
    {
        var parsed = ResolvConf.Parse("");

        Assert.Empty(parsed.Servers);
        Assert.Empty(parsed.Search);
        Assert.Equal((1, (TimeSpan?)null, (int?)null), (parsed.Ndots, parsed.Timeout, parsed.Attempts));
    }

    [Fact]
    public void What_is_not_understood_is_passed_over()
    {
        var parsed = ResolvConf.Parse("""
            # nameserver 10.0.0.1
            ; nameserver 10.0.0.2
             nameserver 10.0.0.3
            nameserver
            nameserver dns.test
            nameserver 10.0.0.4 10.0.0.5
            options ndots:many timeout:0 attempts:-1 rotate
            sortlist 10.0.0.0

            """.ReplaceLineEndings("\r\n"));

        Assert.Equal(["10.0.0.4:53"], parsed.Servers.Select(server => server.ToString()));
        Assert.Equal((1, (TimeSpan?)null, (int?)null), (parsed.Ndots, parsed.Timeout, parsed.Attempts));
    }

    [Fact]
    public void Numbers_are_taken_up_to_the_limits_of_the_manual()
    {
        var parsed = ResolvConf.Parse("options ndots:99\noptions timeout:99 attempts:99");

        Assert.Equal((15, TimeSpan.FromSeconds(30), 5), (parsed.Ndots, parsed.Timeout, parsed.Attempts));
    }

    [Fact]
    public void Up_to_8_servers_are_used_and_of_a_file_without_bounds_up_to_32_suffixes()
    {
        var parsed = ResolvConf.Parse(
            string.Concat(Enumerable.Range(1, 20).Select(n => $"nameserver fd00::{n}\n")) + "search " + string.Join(' ', Enumerable.Range(1, 100).Select(n => $"d{n}.test")));

        Assert.Equal(8, parsed.Servers.Count);
        Assert.Equal("[fd00::1]:53", parsed.Servers[0].ToString());
        Assert.Equal(32, parsed.Search.Count);
    }

    [Fact]
    public void The_last_of_search_and_domain_counts_and_what_is_no_name_does_not()
    {
        Assert.Equal(["b.test"], ResolvConf.Parse("search a.test\ndomain b.test c.test\n").Search);
        Assert.Equal(["c.test"], ResolvConf.Parse("domain b.test\nsearch . a..test c.test\n").Search);
    }
}
