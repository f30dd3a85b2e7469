using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Components;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>The faults that other tests rely on really happen.</summary>
public sealed class ConsulComponentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_hangs_goes_on_dies_and_comes_back_empty()
    {
        await using var agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);
        await agent.PutAsync("/v1/agent/service/register", new JsonObject { ["Name"] = "catalog" }, Cancellation);

        agent.Pause();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => agent.GetAsync("/v1/agent/services", patience.Token));
        agent.Resume();
        Assert.Single((await agent.GetAsync("/v1/agent/services", Cancellation)).EnumerateObject());

        await agent.KillAsync(Cancellation);
        await Assert.ThrowsAsync<HttpRequestException>(() => agent.GetAsync("/v1/agent/services", Cancellation));
        await agent.RestartEmptyAsync(Cancellation);
        Assert.Empty((await agent.GetAsync("/v1/agent/services", Cancellation)).EnumerateObject());
    }

    [Fact]
    public async Task A_cluster_survives_its_leader_and_not_the_loss_of_its_quorum()
    {
        await using var cluster = await RealComponent.StartConsulClusterAsync(3, settings: null, Cancellation);

        var first = await cluster.LeaderAsync(Cancellation);
        await first.KillAsync(Cancellation);
        var second = await cluster.LeaderAsync(Cancellation);
        await second.WaitUntilServingAsync(Cancellation);
        await second.KillAsync(Cancellation);
        var last = cluster.Servers.Single(server => server != first && server != second);

        await last.WaitForAsync("the leader to be missed", async token =>
        {
            using var stale = await last.Http.GetAsync("/v1/health/service/consul?stale", token);
            return stale.StatusCode == HttpStatusCode.OK && stale.Headers.GetValues("X-Consul-KnownLeader").Single() == "false";
        }, Cancellation);
        using var answer = await last.Http.GetAsync("/v1/health/service/consul", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);

        await first.StartAgainAsync(Cancellation);
        await last.WaitUntilServingAsync(Cancellation);
    }

    [Fact]
    public async Task Two_data_centres_answer_for_each_other()
    {
        await using var east = await RealComponent.StartConsulClusterAsync(1, new ConsulSettings { DataCenter = "east" }, Cancellation);
        await using var west = await RealComponent.StartConsulClusterAsync(1, new ConsulSettings { DataCenter = "west" }, Cancellation);
        await west.Servers[0].PutAsync("/v1/agent/service/register", new JsonObject { ["Name"] = "catalog", ["Port"] = 8080 }, Cancellation);

        await east.JoinAsync(west, Cancellation);

        await east.Servers[0].WaitForAsync(
            "the service of the west",
            async token => (await east.Servers[0].GetAsync("/v1/health/service/catalog?dc=west", token)).GetArrayLength() == 1,
            Cancellation);
    }

    [Fact]
    public async Task Access_control_denies_what_the_token_does_not_allow()
    {
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { ManagementToken = Guid.NewGuid().ToString() }, Cancellation);
        var token = await agent.CreateTokenAsync("""service "catalog" { policy = "write" }""", Cancellation);

        Assert.Equal(HttpStatusCode.OK, await RegisterAsync("catalog"));
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync("orders"));

        async Task<HttpStatusCode> RegisterAsync(string service)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(agent.Address, "/v1/agent/service/register"));
            request.Headers.Add("X-Consul-Token", token);
            request.Content = new StringContent(new JsonObject { ["Name"] = service }.ToJsonString());
            using var http = new HttpClient();
            using var answer = await http.SendAsync(request, Cancellation);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Https_serves_the_certificate_of_the_authority_and_asks_for_one()
    {
        using var certificates = new ConsulCertificates();
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { Certificates = certificates, VerifyClients = true }, Cancellation);
        var (certificate, key) = certificates.Client("caller");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(certificates.AuthorityPem) },
        };
        using var http = new HttpClient(handler) { BaseAddress = agent.SecureAddress };

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/v1/status/leader", Cancellation));

        using var own = X509Certificate2.CreateFromPem(certificate, key);
        using var withCertificate = new SocketsHttpHandler();
        withCertificate.SslOptions.CertificateChainPolicy = handler.SslOptions.CertificateChainPolicy;
        withCertificate.SslOptions.ClientCertificates = [own];
        using var known = new HttpClient(withCertificate) { BaseAddress = agent.SecureAddress };
        using var answer = await known.GetAsync("/v1/status/leader", Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
