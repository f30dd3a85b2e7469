using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Foresees which endpoint a request will reach, before the application runs: its routing comes too late to refuse a request for nothing.</summary>
/// <remarks>
/// Only asked while places are scarce, and only does work where an endpoint states a priority or is an ops endpoint. It follows the order, the templates, the
/// constraints and the methods of the routing; where the application changes the path before its routing, the endpoint is not found, and the priority is the default.
/// </remarks>
internal sealed class EndpointPriorities(IServiceProvider services) : IDisposable
{
    private readonly Lock _lock = new();
    private IDisposable? _changes;
    private volatile Dictionary<string, EndpointTemplate[]>? _byFirstSegment;

    /// <summary>Gets the endpoint, or null where none with a statement is found.</summary>
    public EndpointTemplate? Find(HttpContext context)
    {
        var templates = _byFirstSegment ?? Read();
        if (templates.Count == 0)
        {
            return null;
        }

        var path = context.Request.Path;
        var candidates = templates.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(EndpointTemplate.FirstSegment(path.Value), out var found)
            ? found
            : templates[string.Empty];
        if (candidates.Length > 0)
        {
            var values = new RouteValueDictionary();
            foreach (var candidate in candidates)
            {
                if (candidate.Matches(context, path, values))
                {
                    return candidate;
                }

                values.Clear();
            }
        }

        return null;
    }

    public void Dispose() => _changes?.Dispose();

    private Dictionary<string, EndpointTemplate[]> Read()
    {
        lock (_lock)
        {
            if (_byFirstSegment is { } read)
            {
                return read;
            }

            if (services.GetService<EndpointDataSource>() is not { } source)
            {
                return _byFirstSegment = [];
            }

            _changes ??= ChangeToken.OnChange(source.GetChangeToken, () => _byFirstSegment = null);
            return _byFirstSegment = Arrange([.. source.Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
                .OrderBy(endpoint => endpoint.Order).ThenBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
                .Select(endpoint => new EndpointTemplate(endpoint, services.GetRequiredService<ParameterPolicyFactory>()))]);
        }
    }

    /// <summary>Gets the endpoints that may match by the first segment of the path; those under the empty text begin with a parameter.</summary>
    private static Dictionary<string, EndpointTemplate[]> Arrange(EndpointTemplate[] templates)
    {
        var arranged = new Dictionary<string, EndpointTemplate[]>(StringComparer.OrdinalIgnoreCase);
        if (!templates.Any(template => template.IsStated))
        {
            return arranged;
        }

        foreach (var segment in templates.Select(template => template.Literal).Append(string.Empty).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var candidates = templates.Where(template => template.Literal is null || template.Literal.Equals(segment, StringComparison.OrdinalIgnoreCase)).ToArray();
            arranged[segment] = candidates.Any(template => template.IsStated) ? candidates : [];
        }

        return arranged;
    }
}
