using CloudNative.Sdk.Resiliency.Inbound;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class EndpointPrioritiesTests
{
    [Theory]
    [InlineData("/pay/now", RequestPriority.Critical)]
    [InlineData("/Report/All", RequestPriority.Sheddable)]
    [InlineData("/other/now", null)]
    public void Actions_that_share_a_template_are_told_apart(string path, RequestPriority? expected)
    {
        using var services = Services(
            Action("pay", "now", RequestPriority.Critical), Action("report", "all", RequestPriority.Sheddable), Suppressed("other", "now"));
        using var priorities = new EndpointPriorities(services);

        Assert.Equal(expected, priorities.Find(new DefaultHttpContext { Request = { Path = path, Method = "GET" } })?.Priority);
    }

    private static ServiceProvider Services(params Endpoint[] endpoints) => new ServiceCollection()
        .AddLogging().AddRouting().AddSingleton<EndpointDataSource>(new DefaultEndpointDataSource(endpoints)).BuildServiceProvider();

    private static RouteEndpoint Action(string controller, string action, RequestPriority priority) => Endpoint(controller, action, new RequestPriorityAttribute(priority));

    private static RouteEndpoint Suppressed(string controller, string action) =>
        Endpoint(controller, action, new RequestPriorityAttribute(RequestPriority.Critical), new SuppressMatchingMetadata());

    private static RouteEndpoint Endpoint(string controller, string action, params object[] metadata) => new(
        _ => Task.CompletedTask,
        RoutePatternFactory.Parse("{controller}/{action}", defaults: null, parameterPolicies: null, requiredValues: new RouteValueDictionary { ["controller"] = controller, ["action"] = action }),
        order: 0, new EndpointMetadataCollection(metadata), displayName: null);
}
