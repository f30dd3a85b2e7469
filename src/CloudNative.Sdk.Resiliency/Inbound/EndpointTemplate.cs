using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>What requests an endpoint serves, and what it states about them.</summary>
internal sealed class EndpointTemplate
{
    private readonly TemplateMatcher _matcher;
    private readonly IReadOnlyList<string> _methods;
    private readonly IReadOnlyDictionary<string, object?> _required;
    private readonly (string Name, IRouteConstraint Constraint)[] _constraints;

    public EndpointTemplate(RouteEndpoint endpoint, ParameterPolicyFactory policies)
    {
        var pattern = endpoint.RoutePattern;
        _matcher = new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults));
        _methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        _required = pattern.RequiredValues;
        _constraints = [.. Constraints(pattern, policies)];
        Literal = FirstLiteral(pattern);
        IsOps = endpoint.Metadata.GetMetadata<IOpsEndpoint>() is not null;
        var stated = endpoint.Metadata.GetMetadata<RequestPriorityAttribute>();
        IsStated = IsOps || stated is not null;
        Priority = stated?.Priority ?? RequestPriority.Default;
    }

    /// <summary>Gets the first segment where it is a fixed text, empty for the root, or null where it is a parameter.</summary>
    public string? Literal { get; }

    public bool IsOps { get; }

    public bool IsStated { get; }

    public RequestPriority Priority { get; }

    public static ReadOnlySpan<char> FirstSegment(string? path)
    {
        var rest = path.AsSpan().TrimStart('/');
        var end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }

    public bool Matches(HttpContext context, PathString path, RouteValueDictionary values)
    {
        if ((_methods.Count > 0 && !_methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase)) || !_matcher.TryMatch(path, values))
        {
            return false;
        }

        // Conventional routes have one template for all actions.
        foreach (var (name, value) in _required)
        {
            if (value is string { Length: > 0 } text && !text.Equals(values[name] as string, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        foreach (var (name, constraint) in _constraints)
        {
            if (!constraint.Match(context, route: null, name, values, RouteDirection.IncomingRequest))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FirstLiteral(RoutePattern pattern) =>
        pattern.PathSegments is not [var first, ..] ? string.Empty
        : first.Parts is [RoutePatternLiteralPart literal] ? literal.Content
        : null;

    private static IEnumerable<(string Name, IRouteConstraint Constraint)> Constraints(RoutePattern pattern, ParameterPolicyFactory policies)
    {
        foreach (var (name, references) in pattern.ParameterPolicies)
        {
            foreach (var reference in references)
            {
                if (policies.Create(pattern.GetParameter(name), reference) is IRouteConstraint constraint)
                {
                    yield return (name, constraint);
                }
            }
        }
    }
}
