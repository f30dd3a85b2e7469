using Service._1;

var builder = Host.CreateApplicationBuilder(args);
builder.AddCloudNative(); // health, telemetry, discovery, resiliency, drain, ops server
builder.Services.AddHostedService<Cleaner>();
builder.Build().Run();
