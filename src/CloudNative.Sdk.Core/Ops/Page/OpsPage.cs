using CloudNative.Sdk.Core.Lifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>The page for people: all that the panels say, made anew for each request. It is complete without its script.</summary>
internal sealed class OpsPage
{
    /// <summary>The query that asks for what changes alone.</summary>
    private const string FragmentKey = "fragment";

    private readonly IServiceProvider _services;
    private readonly ServiceLifecycle _lifecycle;
    private readonly ServiceClock _clock;
    private readonly OpsOptions _options;
    private readonly ILogger<OpsPage> _logger;
    private readonly Lazy<IOpsPanel[]> _panels;
    private readonly HashSet<string> _failed = [];

    public OpsPage(IServiceProvider services, ServiceLifecycle lifecycle, ServiceClock clock, IOptions<OpsOptions> options, ILogger<OpsPage> logger)
    {
        (_services, _lifecycle, _clock, _options, _logger) = (services, lifecycle, clock, options.Value, logger);

        // When somebody looks: most services are never looked at.
        _panels = new(() => [.. services.GetServices<IOpsPanel>().OrderBy(panel => panel.Order).ThenBy(panel => panel.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Tells whether a request comes from a browser: other clients take any type, and get the list of paths.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    public Task WriteAsync(HttpContext context, IEnumerable<IOpsEndpoint> endpoints)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PageAssets.Current.Policy;

        // Not no-referrer: with that, browsers send "Origin: null" along with forms.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var html = new HtmlWriter();
        var frame = new PageFrame(html, _services.GetRequiredService<ServiceIdentity>(), Verdict.Of(_lifecycle.State, _services.GetService<IServiceHealth>()?.Current, _lifecycle.DrainLeft));
        if (context.Request.Query.ContainsKey(FragmentKey))
        {
            WriteContent(html, frame, endpoints);
        }
        else
        {
            frame.Begin(PageAssets.Current);
            WriteContent(html, frame, endpoints);
            frame.End();
        }

        return OpsResponse.WriteBytesAsync(context, "text/html; charset=utf-8", html.ToUtf8());
    }

    private void WriteContent(HtmlWriter html, PageFrame frame, IEnumerable<IOpsEndpoint> endpoints)
    {
        var panels = _panels.Value.Select(panel => (Panel: panel, Content: ContentOf(panel))).Where(shown => shown.Content.Blocks.Count > 0).ToArray();
        frame.BeginContent(_lifecycle.State, _clock.Started, _clock.Elapsed, panels.Select(shown => shown.Panel));
        var renderer = new PanelRenderer(html, _options.AllowChanges);
        foreach (var (panel, content) in panels)
        {
            renderer.Write(panel, content);
        }

        frame.EndContent(endpoints);
    }

    private OpsPanelContent ContentOf(IOpsPanel panel)
    {
        var content = new OpsPanelContent();
        try
        {
            panel.Describe(content);
            return content;
        }
        catch (Exception exception)
        {
            LogOnce(panel, exception);
            return new OpsPanelContent().Note(OpsTone.Bad, $"This panel failed: {exception.GetType().Name}. The log has the details.");
        }
    }

    /// <summary>Logs the first failure of a panel: the page asks again every two seconds.</summary>
    private void LogOnce(IOpsPanel panel, Exception exception)
    {
        lock (_failed)
        {
            if (!_failed.Add(panel.Id))
            {
                return;
            }
        }

        _logger.OpsPanelFailed(exception, panel.Id);
    }
}
