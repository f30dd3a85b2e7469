using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using CloudNative.Sdk.Facts;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Health.Probes;

/// <summary>
/// Lets the program ask its own running instance for its readiness: <c>/app/Shop.Catalog --healthcheck</c> ends with 0 or 1. Images without a shell and without curl have nothing else that
/// could ask, and Compose asks by a command.
/// </summary>
[SuppressMessage("Operations", "CNS2001", Justification = "The verb runs instead of the service; its answer is for whoever called it.")]
[SuppressMessage("Operations", "CNS2002", Justification = "There is no host yet, and there shall be none.")]
[SuppressMessage("Discovery", "CNS5001", Justification = "It asks the instance in the same container.")]
internal static class HealthcheckVerb
{
    private const string Verb = "--healthcheck";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>Asks and ends this process, if its command line says so.</summary>
    public static void EndIfAsked(IConfiguration configuration)
    {
        if (Environment.GetCommandLineArgs().Contains(Verb, StringComparer.Ordinal))
        {
#pragma warning disable RS0030 // There is no host yet, and there shall be none.
            Environment.Exit(Ask(configuration));
#pragma warning restore RS0030
        }
    }

    private static int Ask(IConfiguration configuration)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
        var answer = "no port is configured";
        foreach (var port in Ports(configuration))
        {
            var uri = new Uri($"http://127.0.0.1:{port}{OperationDefaults.ReadyPath}");
            try
            {
                using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, uri));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return 0;
                }

                answer = $"{uri} answers {(int)response.StatusCode}";
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                answer = $"{uri} does not answer: {exception.Message}";
            }
        }

        Console.Error.WriteLine($"Not ready: {answer}");
        return 1;
    }

    /// <summary>The ops server's port, and the application's, where <c>MapCloudNative()</c> may have put the probes.</summary>
    private static IEnumerable<string> Ports(IConfiguration configuration)
    {
        yield return configuration["CloudNative:Ops:Port"] ?? OperationDefaults.OpsPort.ToString(CultureInfo.InvariantCulture);
        yield return configuration["HTTP_PORTS"]?.Split(';')[0] ?? OperationDefaults.HttpPort.ToString(CultureInfo.InvariantCulture);
    }
}
