using System.Text;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Benchmarks.Probes;

/// <summary>The least that a GET on the ops server can cost: a constant of the length of a verdict.</summary>
internal sealed class PlainEndpoint : IOpsEndpoint
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("Healthy");

    public string Path => "/plain";

    public string Description => "A constant.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteBytesAsync(context, "text/plain", Body);
}
