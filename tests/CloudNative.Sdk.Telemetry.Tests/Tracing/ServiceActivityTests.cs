using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing;

public sealed class ServiceActivityTests
{
    [Fact]
    public async Task A_message_and_its_handling_are_one_trace()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        var headers = new Dictionary<string, string>();

        await ServiceActivity.SendAsync("kafka", "orders", headers.Add, () => Task.CompletedTask, "m1");
        await ServiceActivity.ProcessAsync("kafka", "orders", headers.GetValueOrDefault, () => Task.CompletedTask, "m1");

        var sent = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Producer);
        var processed = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal("send orders", sent.DisplayName);
        Assert.Equal("process orders", processed.DisplayName);
        Assert.Equal(sent.TraceId, processed.TraceId);
        Assert.Equal(sent.SpanId, processed.ParentSpanId);
        Assert.Equal(
            [
                ("messaging.destination.name", "orders"),
                ("messaging.message.id", "m1"),
                ("messaging.operation.name", "process"),
                ("messaging.operation.type", "process"),
                ("messaging.system", "kafka"),
            ],
            processed.TagObjects.Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal));
        Assert.Equal("send", sent.GetTagItem("messaging.operation.type"));
    }

    [Fact]
    public async Task Within_another_span_a_handling_is_its_child_and_links_to_the_sender()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        const string Sender = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await ServiceActivity.RunAsync("batch", () =>
            ServiceActivity.ProcessAsync("kafka", "orders", name => name == "traceparent" ? Sender : null, () => Task.CompletedTask));

        var batch = Assert.Single(spans.Ended, span => span.DisplayName == "batch");
        var processed = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal(batch.SpanId, processed.ParentSpanId);
        Assert.Equal("b7ad6b7169203331", Assert.Single(processed.Links).Context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a trace")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    public async Task A_message_without_a_readable_trace_begins_one(string? header)
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);

        await ServiceActivity.ProcessAsync("kafka", "orders", _ => header, () => Task.CompletedTask);

        var span = Assert.Single(spans.Ended);
        Assert.Equal(default, span.ParentSpanId);
        Assert.Empty(span.Links);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Behind_the_work_the_callers_span_is_current_again(bool waits)
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        using var outer = new Activity("outer") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        await ServiceActivity.RunAsync("job", WorkAsync);
        await ServiceActivity.SendAsync("kafka", "orders", (_, _) => { }, WorkAsync);
        await ServiceActivity.ProcessAsync("kafka", "orders", _ => null, WorkAsync);

        Assert.Same(outer, Activity.Current);
        Assert.All(spans.Ended, span => Assert.Equal(outer.SpanId, span.ParentSpanId));
        Assert.Equal(3, spans.Ended.Count);

        async Task WorkAsync()
        {
            if (waits)
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_handled_one_after_another_are_a_trace_each(bool waits)
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        for (var i = 0; i < 5; i++)
        {
            await ServiceActivity.ProcessAsync("kafka", "orders", _ => null, async () =>
            {
                if (waits)
                {
                    await Task.Yield();
                }
            });
        }

        Assert.Equal(5, spans.Ended.Select(span => span.TraceId).Distinct().Count());
        Assert.All(spans.Ended, span => Assert.Null(span.Parent));
    }

    [Fact]
    public async Task A_header_that_cannot_be_set_ends_the_span_as_failed()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        var headers = new Dictionary<string, string> { ["traceparent"] = "old" };

        await Assert.ThrowsAsync<ArgumentException>(() => ServiceActivity.SendAsync("kafka", "orders", headers.Add, () => Task.CompletedTask));

        Assert.Equal(ActivityStatusCode.Error, Assert.Single(spans.Ended).Status);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task A_failed_run_ends_its_span_as_failed_and_still_throws()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);

        await Assert.ThrowsAsync<InvalidDataException>(() => ServiceActivity.RunAsync("close-books", async () =>
        {
            await Task.Yield();
            throw new InvalidDataException("a line is missing");
        }));

        var span = Assert.Single(spans.Ended);
        Assert.Equal("close-books", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("System.IO.InvalidDataException", span.GetTagItem("error.type"));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
    }

    [Fact]
    public async Task A_cancelled_run_has_not_failed_but_one_that_ran_out_of_time_has()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);

        await Assert.ThrowsAsync<OperationCanceledException>(() => ServiceActivity.RunAsync("cancelled", () => throw new OperationCanceledException()));
        await Assert.ThrowsAsync<TaskCanceledException>(() => ServiceActivity.RunAsync("late", () => throw new TaskCanceledException("late", new TimeoutException())));

        Assert.Equal(ActivityStatusCode.Unset, Assert.Single(spans.Ended, span => span.DisplayName == "cancelled").Status);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(spans.Ended, span => span.DisplayName == "late").Status);
    }

    [Fact]
    public async Task Work_runs_and_the_trace_goes_on_where_nobody_listens()
    {
        var headers = new Dictionary<string, string>();
        using var outer = new Activity("outer").Start();
        var runs = 0;

        await ServiceActivity.SendAsync("kafka", "orders", headers.Add, Count);
        await ServiceActivity.ProcessAsync("kafka", "orders", headers.GetValueOrDefault, Count);
        await ServiceActivity.RunAsync("job", Count);

        Assert.Equal(3, runs);
        Assert.Equal(outer.Id, headers["traceparent"]);

        Task Count()
        {
            runs++;
            return Task.CompletedTask;
        }
    }
}
