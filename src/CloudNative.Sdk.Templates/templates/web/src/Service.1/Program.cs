using Service._1;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudNative(); // health, telemetry, discovery, resiliency, drain, ops server
builder.Services.AddSingleton<Greetings>();

var app = builder.Build();
app.MapGet("/", (Greetings greetings) => greetings.Greet("world"));
app.MapGet("/{name}", (string name, Greetings greetings) => greetings.Greet(name));
app.Run();
