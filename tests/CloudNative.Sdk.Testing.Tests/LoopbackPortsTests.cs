using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Processes;

namespace CloudNative.Sdk.Testing.Tests;

public sealed class LoopbackPortsTests
{
    private const string GivenOut = "/proc/sys/net/ipv4/ip_local_port_range";

    [Fact]
    public void Ports_are_different_and_can_be_listened_to()
    {
        var ports = LoopbackPorts.Take(100);

        Assert.Equal(100, ports.Distinct().Count());
        foreach (var port in ports)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
    }

    [Fact]
    public void The_system_gives_them_to_nobody_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which ports it gives out.");
        var first = int.Parse(File.ReadAllText(GivenOut).Split('\t')[0], CultureInfo.InvariantCulture);

        Assert.All(LoopbackPorts.Take(100), port => Assert.InRange(port, 1024, first - 1));
    }
}
