using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Settings;

public sealed class ServiceFileTests
{
    [Theory]
    [InlineData("sclae: {min: 2}", "service.yaml(2,1): error CNS7004: unknown field 'sclae'; did you mean 'scale'?")]
    [InlineData("scale: {mn: 2}", "service.yaml(2,9): error CNS7004: unknown field 'mn'; did you mean 'min'?")]
    [InlineData("owner: {telephone: 1}", "service.yaml(2,9): error CNS7004: unknown field 'telephone'; the fields here are chat, email")]
    [InlineData("scale: {min: two}", "service.yaml(2,14): error CNS7003: scale.min must be a whole number from 1 to 1000, but was 'two'")]
    [InlineData("scale: {min: 0}", "service.yaml(2,14): error CNS7003: scale.min must be a whole number from 1 to 1000, but was '0'")]
    [InlineData("scale: {min: 1001}", "service.yaml(2,14): error CNS7003: scale.min must be a whole number from 1 to 1000, but was '1001'")]
    [InlineData("scale: {min: 5, max: 4}", "service.yaml(2,22): error CNS7003: scale.max must be at least scale.min, 5, but was '4'")]
    [InlineData("scale: {cpu: 101}", "service.yaml(2,14): error CNS7003: scale.cpu must be a whole number from 1 to 100, but was '101'")]
    [InlineData("scale: 2", "service.yaml(2,8): error CNS7003: scale must be a mapping, but was '2'")]
    [InlineData("scale: [2]", "service.yaml(2,8): error CNS7003: scale must be a mapping, but was a list")]
    [InlineData("callers: frontend", "service.yaml(2,10): error CNS7003: callers must be a list, but was 'frontend'")]
    [InlineData("callers: [{}]", "service.yaml(2,11): error CNS7005: the field 'callers[0].namespace' is missing")]
    [InlineData("callers: [UPPER]", "service.yaml(2,11): error CNS7003: callers[0] must be 1 to 40 lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit, but was 'UPPER'")]
    [InlineData("name: 1st", "service.yaml(2,7): error CNS7003: name must be 1 to 40 lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit, but was '1st'")]
    [InlineData("name: {a: 1}", "service.yaml(2,7): error CNS7003: name must be 1 to 40 lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit, but was a mapping")]
    [InlineData("team: -x", "service.yaml(2,7): error CNS7003: team must be 1 to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, but was '-x'")]
    [InlineData("owner: {email: nobody}", "service.yaml(2,16): error CNS7003: owner.email must be an e-mail address, but was 'nobody'")]
    [InlineData("namespace: a.b", "service.yaml(2,12): error CNS7003: namespace must be 1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit, but was 'a.b'")]
    [InlineData("ports: {http: {port: 65536}}", "service.yaml(2,22): error CNS7003: ports.http.port must be a whole number from 1 to 65535, but was '65536'")]
    [InlineData("ports: {http: {protocol: grpc, port: 1}}", "service.yaml(2,26): error CNS7003: ports.http.protocol must be one of http, but was 'grpc'")]
    [InlineData("ports: {http: {}}", "service.yaml(2,15): error CNS7005: the field 'ports.http.port' is missing")]
    [InlineData("ports: {admin: {port: 1}}", "service.yaml(2,9): error CNS7004: unknown field 'admin'; the fields here are http, ops")]
    [InlineData("resources: {requests: {cpu: 0}}", "service.yaml(2,29): error CNS7003: resources.requests.cpu must be an amount of processors above 0, as 200m or 1.5, but was '0'")]
    [InlineData("resources: {limits: {memory: 1Zi}}", "service.yaml(2,30): error CNS7003: resources.limits.memory must be an amount of bytes above 0, as 256Mi or 1G, but was '1Zi'")]
    [InlineData("resources: {requests: {memory: 1G}, limits: {memory: 953Mi}}", "service.yaml(2,54): error CNS7003: resources.limits.memory must be at least the request, 1G, but was '953Mi'")]
    [InlineData("shutdown: {drain: 10}", "service.yaml(2,19): error CNS7003: shutdown.drain must be a duration from 0s to 10m, as 500ms, 10s or 5m, but was '10'")]
    [InlineData("shutdown: {drain: 601s}", "service.yaml(2,19): error CNS7003: shutdown.drain must be a duration from 0s to 10m, as 500ms, 10s or 5m, but was '601s'")]
    [InlineData("shutdown: {timeout: 2h}", "service.yaml(2,21): error CNS7003: shutdown.timeout must be a duration from 0s to 1h, as 500ms, 10s or 5m, but was '2h'")]
    [InlineData("shutdown: {owner: proxy}", "service.yaml(2,19): error CNS7003: shutdown.owner must be one of sdk, preStop, but was 'proxy'")]
    [InlineData("dependencies: {Db: {kind: db}}", "service.yaml(2,16): error CNS7003: the name of a dependency must be 1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit, but was 'Db'")]
    [InlineData("dependencies: {db: {kind: db}}", "service.yaml(2,20): error CNS7005: the field 'dependencies.db.port' is missing")]
    [InlineData("dependencies: {db: {port: 1}}", "service.yaml(2,20): error CNS7005: the field 'dependencies.db.kind' is missing")]
    [InlineData("dependencies: {db: }", "service.yaml(2,16): error CNS7005: the field 'dependencies.db.kind' is missing")]
    [InlineData("dependencies: {a: {kind: http, host: a.example.org}}", "service.yaml(2,19): error CNS7005: the field 'dependencies.a.port' is missing")]
    [InlineData("exposure: {kind: tunnel, host: a.example.org}", "service.yaml(2,18): error CNS7003: exposure.kind must be one of none, route, ingress, marathon-lb, but was 'tunnel'")]
    [InlineData("exposure: {kind: route}", "service.yaml(2,11): warning CNS7015: the service is exposed without a host, so that it answers for every host of the gateway; state exposure.host")]
    [InlineData("exposure: {host: a.example.org, path: shop}", "service.yaml(2,39): error CNS7003: exposure.path must be a path of letters, digits, '.', '_', '~', '-' and '/', beginning with '/', but was 'shop'")]
    [InlineData("marathon: {servicePort: 10110, altPort: 10110}", "service.yaml(2,41): error CNS7050: marathon.altPort is 10110, which is marathon.servicePort too; both colours listen during a switch, so state another")]
    [InlineData("slos: {latency: {objective: 99}}", "service.yaml(2,17): error CNS7005: the field 'slos.latency.threshold' is missing")]
    [InlineData("slos: {availability: {objective: 100}}", "service.yaml(2,34): error CNS7003: slos.availability.objective must be a percentage from 50 to 99.999, but was '100'")]
    [InlineData("tier: 0", "service.yaml(2,7): error CNS7003: tier must be a whole number from 1 to 4, but was '0'")]
    [InlineData("environments: [dev, dev]", "service.yaml(2,21): error CNS7002: environments names 'dev' twice")]
    [InlineData("environments: [Prod]", "service.yaml(2,16): error CNS7003: environments[0] must be 1 to 20 lower-case letters, digits and '-', beginning with a letter, but was 'Prod'")]
    [InlineData("config: {1st: a}", "service.yaml(2,10): error CNS7003: a configuration key must be segments of letters, digits, '_', '-' and '.', separated by ':', the first not beginning with a digit, but was '1st'")]
    [InlineData("config: {A:B: a, a__b: c}", "service.yaml(2,18): error CNS7002: the key 'a__b' is given twice; the first is 'A:B' in line 2, and configuration ignores case")]
    [InlineData("config: {A: [1]}", "service.yaml(2,13): error CNS7003: config.A must be a text, a number or a truth value, but was a list")]
    [InlineData("config: {Db:Password: geheim}", "service.yaml(2,10): error CNS7013: 'Db:Password' looks like a secret, but 'config' would store its value in clear; refer to it under 'secrets'")]
    [InlineData("config: {Broker: 'amqp://user:geheim@host'}", "service.yaml(2,10): error CNS7013: 'Broker' looks like a secret, but 'config' would store its value in clear; refer to it under 'secrets'")]
    [InlineData("config: {Jwt:TokenLifetime: 5}", "service.yaml(2,10): warning CNS7014: scanners take the ConfigMap key 'Jwt:TokenLifetime' for a secret because of 'Token'; rename it, or move it to 'secrets'")]
    [InlineData("secrets: {ApiKey: geheim}", "service.yaml(2,11): error CNS7013: 'secrets' holds references, but 'ApiKey' has a value; write {secret: <name>, key: <key>}")]
    [InlineData("secrets: {ApiKey: {secret: s}}", "service.yaml(2,19): error CNS7005: the field 'secrets.ApiKey.key' is missing")]
    [InlineData("secrets: {ApiKey: {secret: 'my pass', key: k}}", "service.yaml(2,28): error CNS7003: secrets.ApiKey.secret must be a host name or an IPv4 address in lower case, without scheme and port, but was something else")]
    [InlineData("secrets: {Cert: {secret: s, file: /secrets/../etc}}", "service.yaml(2,35): error CNS7003: secrets.Cert.file must be an absolute path of letters, digits, '.', '_' and '-', without '..', but was something else")]
    [InlineData("secrets: {ApiKey: {externalSecret: shop/key}}", "service.yaml(2,19): error CNS7005: the field 'secrets.ApiKey.store' is missing")]
    [InlineData("secrets: {ApiKey: {externalSecret: ../key, store: v}}", "service.yaml(2,36): error CNS7003: secrets.ApiKey.externalSecret must be a path of letters, digits, '.', '_', '-' and '/', but was something else")]
    [InlineData("workload: {kind: cronJob}", "service.yaml(2,11): error CNS7005: the field 'workload.schedule' is missing")]
    [InlineData("workload: {kind: job, schedule: '0 3 * * *'}", "service.yaml(2,33): error CNS7003: workload.schedule is for a cronJob, but the kind is job; remove one of the two")]
    [InlineData("workload: {kind: cronJob, schedule: '@daily'}", "service.yaml(2,37): error CNS7003: workload.schedule must be five fields of cron, as '0 3 * * *', in UTC, but was '@daily'")]
    [InlineData("workload: {kind: job}\nscale: {min: 2}", "service.yaml(3,8): error CNS7003: scale has no meaning for a job, which runs once at a time; remove it")]
    [InlineData("datacenters: [../etc]", "service.yaml(2,15): error CNS7003: datacenters[0] must be 1 to 20 lower-case letters, digits and '-', beginning with a letter, but was '../etc'")]
    [InlineData("datacenters: [a, b]\nwaves: [[a]]", "service.yaml(2,18): error CNS7005: the data centre 'b' is in no wave, so that no release would reach it; add it to 'waves'")]
    [InlineData("datacenters: [a]\nwaves: [[a], [a]]", "service.yaml(3,15): error CNS7002: the data centre 'a' is in two waves; a release reaches each once")]
    [InlineData("datacenters: [a]\nwaves: [[a, c]]", "service.yaml(3,13): error CNS7003: a wave must be of data centres, which are a, but was 'c'")]
    [InlineData("profile: huge", "service.yaml(2,10): error CNS7003: profile must be one of small, medium, large, but was 'huge'")]
    [InlineData("patches: [{kind: Deployment}]", "service.yaml(2,11): error CNS7005: the field 'patches[0].merge' is missing")]
    [InlineData("patches: [a]", "service.yaml(2,11): error CNS7003: patches[0] must be a mapping of kind, name and merge, but was 'a'")]
    [InlineData("override: {field: shutdown.drain, value: 5s}", "service.yaml(2,11): error CNS7007: the field 'override.reason' is missing; what the code says is contradicted with a field, a value and a reason")]
    [InlineData("override: {field: name, value: a, reason: b}", "service.yaml(2,19): error CNS7003: override.field must be one of ports.http.port, ports.ops.port, shutdown.drain, shutdown.timeout, but was 'name'")]
    [InlineData("override: a", "service.yaml(2,11): error CNS7003: override must be a mapping of field, value and reason, but was 'a'")]
    [InlineData("region: eu", "service.yaml(2,1): error CNS7004: the field 'region' is not rendered by this version; remove it, so that nothing is lost silently")]
    [InlineData("config: {ASPNETCORE_URLS: 'http://*:1'}", "service.yaml(2,10): error CNS7003: 'ASPNETCORE_URLS' would move the port away from what the manifest says; use ports.http.port")]
    [InlineData("name: a\nname: b", "service.yaml(3,1): error CNS7002: the key 'name' is given twice; the first is in line 2")]
    [InlineData("name: *nothing", "service.yaml(2,7): error CNS7001: the YAML cannot be read: the alias '*nothing' stands before its anchor, or has none")]
    [InlineData("---\nname: a", "service.yaml(2,1): error CNS7001: the YAML cannot be read: a second document begins here, but one document is expected")]
    [InlineData("? [a]\n: b", "service.yaml(2,3): error CNS7001: the YAML cannot be read: a key must be a text")]
    public void A_mistake_is_reported_with_its_place_and_the_way_out(string yaml, string problem) =>
        Assert.Equal([problem], TestInput.Web().WithService(yaml).Problems());

    [Theory]
    [InlineData("name: checkout", "service.yaml(1,1): error CNS7005: the field 'apiVersion' is missing")]
    [InlineData("", "service.yaml(1,1): error CNS7005: the field 'apiVersion' is missing; begin with 'apiVersion: cloudnative/v1', or delete the file")]
    [InlineData("apiVersion: cloudnative/v2", "service.yaml(1,13): error CNS7003: apiVersion must be one of cloudnative/v1, but was 'cloudnative/v2'")]
    [InlineData("- a", "service.yaml(1,1): error CNS7003: service.yaml must be a mapping, but was a list")]
    public void A_file_that_does_not_begin_right_is_reported(string yaml, string problem) =>
        Assert.Equal([problem], (TestInput.Web() with { ServiceFile = new SourceText("service.yaml", yaml) }).Problems());

    [Fact]
    public void All_mistakes_are_reported_at_once_in_the_order_of_the_file()
    {
        var input = TestInput.Web().WithService("""
            scale: {min: many, mxa: 3}
            teem: checkout
            shutdown:
              drain: long
              margin: [1]
            config: {Token: geheim}
            """);

        Assert.Equal(
        [
            "service.yaml(2,14): error CNS7003: scale.min must be a whole number from 1 to 1000, but was 'many'",
            "service.yaml(2,20): error CNS7004: unknown field 'mxa'; did you mean 'max'?",
            "service.yaml(3,1): error CNS7004: unknown field 'teem'; did you mean 'team'?",
            "service.yaml(5,10): error CNS7003: shutdown.drain must be a duration from 0s to 10m, as 500ms, 10s or 5m, but was 'long'",
            "service.yaml(6,11): error CNS7003: shutdown.margin must be a duration from 0s to 1h, as 500ms, 10s or 5m, but was a list",
            "service.yaml(7,10): error CNS7013: 'Token' looks like a secret, but 'config' would store its value in clear; refer to it under 'secrets'",
        ],
        input.Problems());
        Assert.Empty(ManifestGenerator.Generate(input).Files);
    }

    [Fact]
    public void No_message_repeats_a_secret() =>
        Assert.DoesNotContain(
            TestInput.Web().WithService("config: {Password: geheim}\nsecrets: {A: geheim, B: {secret: 'geheim!', key: 'geheim?'}}").Problems(),
            problem => problem.Contains("geheim", StringComparison.Ordinal));

    [Fact]
    public void An_unreadable_file_is_one_problem()
    {
        Assert.Equal(
            ["service.yaml(2,12): error CNS7001: the YAML cannot be read after this place; a bracket or a quote may be open"],
            TestInput.Web().WithService("scale: {min: 2\nteam: [a").Problems());
    }

    [Theory]
    [InlineData("scale: {min: 1000}")]
    [InlineData("ports: {http: {port: 1}}")]
    [InlineData("ports: {http: {port: 65535}}")]
    [InlineData("shutdown: {drain: 0s, timeout: 0s, margin: 0s}")]
    [InlineData("shutdown: {drain: 10m, timeout: 1h, margin: 1h}")]
    [InlineData("name: a23456789012345678901234567890123456789z")]
    [InlineData("name: a")]
    [InlineData("config: {A: 'literal $${x}'}")]
    [InlineData("team:")]
    public void Bounds_are_included(string yaml) => Assert.Equal([], TestInput.Web().WithService(yaml).Problems());
}
