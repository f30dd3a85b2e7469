using Shop.Catalog;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudNative();
builder.Services.AddSingleton<ProductCatalog>();
builder.Services.AddStartupTask<WarmCatalog>();

var app = builder.Build();
app.MapGet("/products", (ProductCatalog catalog) => catalog.All);
app.MapGet("/products/{id:int}", (int id, ProductCatalog catalog) => catalog.Find(id) is { } product ? Results.Ok(product) : Results.NotFound());
app.Run();
