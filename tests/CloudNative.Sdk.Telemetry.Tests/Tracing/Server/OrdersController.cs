using Microsoft.AspNetCore.Mvc;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing.Server;

/// <summary>Reached by a conventional route; public and on the top level, as MVC wants it.</summary>
public sealed class OrdersController : Controller
{
    public IActionResult Show(string id) => Content(id);

    [HttpGet("api/[controller]/{id:int}")]
    public IActionResult Attributed(int id) => Content(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
