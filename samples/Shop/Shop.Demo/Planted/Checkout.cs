using System.Diagnostics;
using System.Diagnostics.Metrics;

using var meter = new Meter("Planted.Checkout");
var duration = meter.CreateHistogram<double>("checkout.duration", "s", "Time that a checkout takes.");

var watch = Stopwatch.StartNew();
Console.WriteLine("Checked out.");
duration.Record(watch.ElapsedMilliseconds);
