using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shop.Storefront;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudNative();
builder.Services.AddHttpClient<CatalogClient>(client => client.BaseAddress = new("https+http://catalog"));
builder.Services.AddHttpClient<OrdersClient>(client => client.BaseAddress = new("https+http://orders"));
builder.Services.AddHealthChecks().AddServiceCheck("catalog", HealthStatus.Degraded).AddServiceCheck("orders", HealthStatus.Degraded);

var app = builder.Build();
app.MapGet("/", (CatalogClient catalog, CancellationToken cancelled) => catalog.ProductsAsync(cancelled));
app.MapPost("/buy/{productId:int}", async (int productId, CatalogClient catalog, OrdersClient orders, CancellationToken cancelled) =>
    await catalog.FindAsync(productId, cancelled) is { } product
        ? Results.Accepted(value: await orders.PlaceAsync(product, cancelled))
        : Results.NotFound());
app.Run();
