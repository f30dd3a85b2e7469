using Shop.Orders;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudNative();
builder.Services.AddSingleton<OrderBook>();
builder.Services.AddSingleton<OrderMetrics>();
builder.Services.AddHostedService<OrderShipping>();
builder.Services.AddHealthChecks().AddCheck<BacklogCheck>("backlog");

var app = builder.Build();
app.MapPost("/orders", (NewOrder order, OrderBook orders) =>
    orders.Place(order) is { } placed ? Results.Created($"/orders/{placed.Id}", placed) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.MapGet("/orders/{id:int}", (int id, OrderBook orders) => orders.Find(id) is { } order ? Results.Ok(order) : Results.NotFound());
app.Run();
