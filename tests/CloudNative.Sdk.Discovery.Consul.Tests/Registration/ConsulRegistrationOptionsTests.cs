using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

public sealed class ConsulRegistrationOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        var (options, result) = Read();

        Assert.True(result.Succeeded);
        Assert.Equal((true, ConsulCheckKind.Ttl, ConsulLeaveMode.Deregister, 1, 1), (options.Enabled, options.Check, options.Leave, options.Weight, options.WarningWeight));
        Assert.Equal((15, 10, 5), (options.Ttl.TotalSeconds, options.CheckInterval.TotalSeconds, options.CheckTimeout.TotalSeconds));
        Assert.Equal((5, 15, 2), (options.DeregisterAfter.TotalMinutes, options.VerifyPeriod.TotalSeconds, options.LeaveTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("Ttl", "00:00:03", "01:00:00", "00:00:02.9999999", "01:00:00.0000001")]
    [InlineData("CheckInterval", "00:00:01", "01:00:00", "00:00:00.9999999", "01:00:00.0000001")]
    [InlineData("CheckTimeout", "00:00:00.1000000", "00:01:00", "00:00:00.0999999", "00:01:00.0000001")]
    [InlineData("DeregisterAfter", "00:01:00", "7.00:00:00", "00:00:59.9999999", "7.00:00:00.0000001")]
    [InlineData("VerifyPeriod", "00:00:01", "01:00:00", "00:00:00.9999999", "01:00:00.0000001")]
    [InlineData("LeaveTimeout", "00:00:00.1000000", "00:00:30", "00:00:00.0999999", "00:00:30.0000001")]
    [InlineData("Port", "1", "65535", "0", "65536")]
    [InlineData("Weight", "1", "65535", "0", "65536")]
    [InlineData("WarningWeight", "0", "65535", "-1", "65536")]
    public void Bounds_are_included(string key, string min, string max, string below, string above)
    {
        Assert.True(Read((key, min)).Result.Succeeded);
        Assert.True(Read((key, max)).Result.Succeeded);
        Assert.Equal($"{Registered.Section}:{key} must be from {min} to {max}, but was {below}.", Read((key, below)).Result.FailureMessage);
        Assert.Equal($"{Registered.Section}:{key} must be from {min} to {max}, but was {above}.", Read((key, above)).Result.FailureMessage);
    }

    [Theory]
    [InlineData("Address", "10.0.0.1:80", "must be an IP address or a host name, without a port")]
    [InlineData("Scheme", "ftp", "must be http or https")]
    [InlineData("CheckPath", "ok", "must begin with a slash")]
    [InlineData("Check", "Grpc", "must be one of Ttl, Http")]
    [InlineData("Leave", "Never", "must be one of Deregister, Maintenance, Keep")]
    [InlineData("Meta:a.b", "1", "must have letters, digits, '-' and '_' in its name, at most 128, and at most 512 characters")]
    public void Texts_that_Consul_would_not_understand_are_faults(string key, string value, string rule) =>
        Assert.Equal($"{Registered.Section}:{key} {rule}, but was '{value}'.", Read((key, value)).Result.FailureMessage);

    private static (ConsulRegistrationOptions Options, ValidateOptionsResult Result) Read(params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(ConsulRegistrationOptions.Binding, "Production", [.. configuration.Select(pair => ($"{Registered.Section}:{pair.Key}", pair.Value))]);
}
