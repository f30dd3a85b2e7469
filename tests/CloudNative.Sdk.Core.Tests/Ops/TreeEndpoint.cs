using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Tests.Ops;

/// <summary>Answers with where a request stands.</summary>
internal sealed class TreeEndpoint : IOpsEndpoint
{
    public string Path => "/tree";

    public bool IncludesSubPaths => true;

    public string Description => "Shows where a request stands.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteTextAsync(context, $"{context.Request.PathBase.Value} and '{context.Request.Path.Value}'");
}
