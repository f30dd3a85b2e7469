using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class RetryLoopRuleTests
{
    private const string Id = "CNS4005";

    private static string Class(string body, string name = "Worker") => $$"""
        using System.IO;
        using System.Net.Sockets;
        using System.Threading.Channels;

        class {{name}}(ILogger logger, IQueue queue, Channel<int> channel, HttpClient http, PeriodicTimer timer)
        {
            private readonly SemaphoreSlim _signal = new(0);
            private bool _running = true;
            private int _max = 3;
            private CancellationToken _stop;

            public async Task<string> Run(CancellationToken ct, List<string> items, string url)
            {
                await Task.Yield();
                {{body}}
                return "";
            }

            Task Work(CancellationToken token = default) => Task.Delay(1, token);
            Task Handle(object item) => Task.CompletedTask;
            Task PauseForAWhile() => Task.Delay(1000);
            Task Quick() => Task.CompletedTask;
            Task Cool() => Task.Delay(500);
        }

        interface IQueue { Task<object> ReceiveAsync(CancellationToken ct); Task<object> DequeueAsync(CancellationToken ct); Task NackAsync(object m); }
        """;

    [Theory]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Handle(await queue.ReceiveAsync(ct)); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|while|] (true) { try { await Work(ct); } catch (HttpRequestException ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|while|] (true) { try { await Work(ct); } catch { } }")]
    [InlineData("[|while|] (_running) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); continue; } await Task.Delay(1000, ct); }")]
    [InlineData("[|while|] (!_stop.IsCancellationRequested) { try { await Work(ct); await Task.Delay(1000, ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Work(ct); } catch (OperationCanceledException) { break; } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) when (ex is not OperationCanceledException) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { var m = await queue.ReceiveAsync(ct); try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"x\"); await queue.NackAsync(m); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { var m = await channel.Reader.ReadAsync(ct); await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("[|for|] (var attempt = 0; attempt < 3; attempt++) { try { return await http.GetStringAsync(url, ct); } catch (HttpRequestException) { } }")]
    [InlineData("[|for|] (var i = 0; i < _max; i++) { try { return await http.GetStringAsync(url, ct); } catch (Exception ex) { logger.LogWarning(ex, \"again\"); } }")]
    [InlineData("var attempt = 0; [|while|] (true) { try { return await http.GetStringAsync(url, ct); } catch (HttpRequestException) { if (++attempt == 3) throw; } }")]
    [InlineData("var attempt = 0; [|while|] (true) { try { return await http.GetStringAsync(url, ct); } catch (HttpRequestException) when (attempt++ < 3) { } }")]
    [InlineData("var retries = 3; [|while|] (retries-- > 0) { try { await Work(ct); break; } catch (IOException) { logger.LogWarning(\"again\"); } }")]
    [InlineData("var done = false; [|do|] { try { await Work(ct); done = true; } catch (SocketException) { } } while (!done);")]
    [InlineData("[|for|] (;;) { try { await Work(ct); } catch (TimeoutException) { await Quick(); } }")]
    [InlineData("async Task Local() { [|while|] (true) { try { await Work(); } catch (Exception) { } } } await Local();")]
    [InlineData("Func<Task> f = async () => { [|while|] (!ct.IsCancellationRequested) { try { await Work(); } catch (Exception) { } } }; await f();")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { using (logger.BeginScope(1)) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } } }")]
    public Task A_loop_that_tries_again_at_once_is_reported(string body) => RuleRun.ReportsMarked(Id, Class(body));

    [Theory]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); await Task.Delay(1000, ct); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } await Task.Delay(1000, ct); }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } finally { await Task.Delay(1000, ct); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { await Task.Delay(1000, ct); try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Task.Delay(1000, ct); await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await timer.WaitForNextTickAsync(ct); await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (await timer.WaitForNextTickAsync(ct)) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); Thread.Sleep(1000); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); await PauseForAWhile(); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); await Cool(); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { await _signal.WaitAsync(ct); try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { var m = await channel.Reader.ReadAsync(ct); try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { var m = await queue.DequeueAsync(ct); try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); throw; } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); break; } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (Exception) { if (ct.IsCancellationRequested) { return \"\"; } else { throw; } } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (FormatException) { } }")]
    [InlineData("while (_running) { try { await Work(ct); } catch (Exception) { _running = false; } }")]
    [InlineData("while (true) { try { await Work(ct); } catch (Exception) when (ct.IsCancellationRequested) { } }")]
    [InlineData("while (await channel.Reader.WaitToReadAsync(ct)) { while (channel.Reader.TryRead(out var item)) { try { await Handle(item); } catch (Exception ex) { logger.LogError(ex, \"x\"); } } }")]
    [InlineData("await foreach (var item in channel.Reader.ReadAllAsync(ct)) { try { await Handle(item); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("foreach (var item in items) { try { await Handle(item); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("for (var i = 0; i < items.Count; i++) { try { await Handle(items[i]); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("for (var page = 0; page < 9; page++) { try { await Handle(page); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { return await http.GetStringAsync(url, ct); } catch (HttpRequestException) { await Task.Delay(100 << attempt, ct); } }")]
    [InlineData("while (true) { var line = Console.ReadLine(); try { await Handle(line!); } catch (Exception ex) { Console.WriteLine(ex); } }")]
    [InlineData("while (true) { try { await Work(); break; } catch (Exception ex) { logger.LogError(ex, \"x\"); await Task.Delay(1000); } }")]
    [InlineData("while (true) { try { items.Clear(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    public Task A_loop_that_waits_or_ends_or_goes_over_items_is_silent(string body) => RuleRun.IsSilent(Id, Class(body));

    [Theory]
    [InlineData("[|while|] (true) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1000); } }")]
    [InlineData("[|for|] (;;) { try { return await http.GetStringAsync(url); } catch (Exception ex) { logger.LogError(ex, \"x\"); } await Task.Delay(1000); }")]
    public Task An_endless_retry_is_reported_where_somebody_waits(string body) => RuleRun.ReportsMarked(Id, Class(body, "RatesHandler"));

    [Theory]
    [InlineData("while (true) { try { return await http.GetStringAsync(url, ct); } catch (HttpRequestException) { await Task.Delay(1000); } }")]
    [InlineData("var n = 0; while (true) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { if (++n == 3) throw; await Task.Delay(1000); } }")]
    [InlineData("var n = 0; while (true) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) when (n++ < 3) { await Task.Delay(1000); } }")]
    [InlineData("for (var n = 0; n < 3; n++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1000); } }")]
    public Task A_retry_with_a_limit_or_a_token_is_silent_there(string body) => RuleRun.IsSilent(Id, Class(body, "RatesHandler"));

    [Fact]
    public Task Endpoints_and_top_level_statements_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/rates", async (HttpClient http) => { [|while|] (true) { try { return await http.GetStringAsync("/rates"); } catch (Exception) { await Task.Delay(100); } } });
        [|while|] (true) { try { await app.RunAsync(); } catch (Exception ex) { Console.WriteLine(ex); } }
        """);

    [Fact]
    public async Task The_message_names_the_call() => Assert.Equal(
        "The loop tries again at once when 'Work' fails. Wait in the catch with Task.Delay and the token, or an outage becomes a storm of calls and of log entries.",
        await RuleRun.Message(Id, Class("while (true) { try { await Work(ct).ConfigureAwait(false); } catch { } }")));

    [Theory]
    [InlineData("while (true) { try { await Work(; } catch (")]
    [InlineData("for (var i = 0; missing < ; ) { try { await } catch { } }")]
    [InlineData("do { try { await Missing(); } catch (Missing e) { } } while (")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Class(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Exceptions_of_packages_that_are_absent_are_known_by_name() => RuleRun.ReportsMarked(
        Id,
        Scenario.Of("class C { async Task Run(Missing.Bus bus) { [|while|] (true) { try { await bus.Connect(); } catch (BrokerUnreachableException) { } } } }").Broken());

    [Fact]
    public Task Test_projects_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Class("while (true) { try { await Work(ct); } catch { } }")).Option("cns_project_kind", "test"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Class("while (true) { try { await Work(ct); } catch { } }"));

    [Theory]
    [InlineData("while (true) { try { await listener.AcceptSocketAsync(ct); } catch (SocketException ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (true) { try { if (!await rows.MoveNextAsync()) { break; } } catch (Exception ex) { failed.Add(ex); } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Work(ct); } catch (IOException ex) when (ex.InnerException is TimeoutException) { logger.LogError(ex, \"x\"); } await Handle(\"alive\"); }")]
    public Task What_is_not_tried_again_is_silent(string body) =>
        RuleRun.IsSilent(Id, Class("TcpListener listener = new(System.Net.IPAddress.Any, 0); IAsyncEnumerator<int> rows = null!; List<Exception> failed = [];" + body));
}
