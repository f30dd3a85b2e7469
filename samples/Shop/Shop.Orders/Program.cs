using CloudNative.Sdk.Resiliency;
using Shop.Orders;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudNative();
builder.Services.AddSingleton<OrderBook>();
builder.Services.AddSingleton<OrderMetrics>();
builder.Services.AddSingleton(services => new InvoicePrinter(builder.Configuration.GetValue("Printers", 20), services.GetRequiredService<TimeProvider>()));
builder.Services.AddHostedService<OrderShipping>();
builder.Services.AddHealthChecks().AddCheck<BacklogCheck>("backlog");

var app = builder.Build();
app.MapPost("/orders", (NewOrder order, OrderBook orders) =>
    orders.Place(order) is { } placed ? Results.Created($"/orders/{placed.Id}", placed) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.MapGet("/orders/{id:int}", (int id, OrderBook orders) => orders.Find(id) is { } order ? Results.Ok(order) : Results.NotFound());
app.MapGet("/orders/{id:int}/invoice", async (int id, OrderBook orders, InvoicePrinter printer, CancellationToken cancelled) =>
    orders.Find(id) is { } order ? Results.Text(await printer.PrintAsync("Invoice", order, cancelled)) : Results.NotFound());
app.MapGet("/orders/{id:int}/label", async (int id, OrderBook orders, InvoicePrinter printer, CancellationToken cancelled) =>
    orders.Find(id) is { } order ? Results.Text(await printer.PrintAsync("Parcel", order, cancelled)) : Results.NotFound())
    .WithPriority(RequestPriority.Critical); // a parcel without its label does not leave the house; an invoice can wait
app.Run();
