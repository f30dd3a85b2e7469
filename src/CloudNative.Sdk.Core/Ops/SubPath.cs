using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Divides the path of a request as <c>app.Map()</c> does.</summary>
internal static class SubPath
{
    /// <summary>Leaves the last characters of the path, without one slash at the end, as the request's path, and puts the others into its base.</summary>
    public static void Enter(HttpRequest request, int length)
    {
        var path = request.Path.Value ?? string.Empty;
        request.PathBase += new PathString(path[..^length].TrimEnd('/'));
        var below = path.AsSpan(path.Length - length);
        request.Path = (below is [.., '/'] ? below[..^1] : below).ToString();
    }
}
