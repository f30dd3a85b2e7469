using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class AckAfterFailureRuleTests
{
    private const string Id = "CNS4013";

    private static string Consumer(string body) => $$"""
        class Consumer(IChannel channel, IReceiver receiver, IBus bus, ILogger<Consumer> logger)
        {
            private int _failures;

            public async Task OnMessage(Message m, CancellationToken ct)
            {
                {{body}}
            }

            Task Handle(Message m) => Task.Delay(1);
            Task Park(Message m) => Task.CompletedTask;
            void Log(Exception ex) => logger.LogError(ex, "failed");
        }

        class Message { public ulong Tag { get; set; } public int DeliveryCount { get; set; } public string Body { get; set; } = ""; }
        interface IChannel { void BasicAck(ulong tag, bool multiple); Task BasicAckAsync(ulong tag, bool multiple); Task BasicNackAsync(ulong tag, bool multiple, bool requeue); bool IsOpen { get; } }
        interface IReceiver { Task CompleteMessageAsync(Message m, CancellationToken ct = default); Task AbandonMessageAsync(Message m); Task DeadLetterMessageAsync(Message m); }
        interface IBus { Task PublishAsync(Message m); }
        """;

    [Theory]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); } finally { await [|channel.BasicAckAsync(m.Tag, false)|]; }")]
    [InlineData("try { await Handle(m); } finally { [|channel.BasicAck(m.Tag, false)|]; }")]
    [InlineData("try { await Handle(m); } finally { if (channel.IsOpen) { [|channel.BasicAck(m.Tag, false)|]; } }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"no\"); await [|channel.BasicAckAsync(m.Tag, false)|]; }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"no\"); await [|channel.BasicAckAsync(m.Tag, false)|]; throw; }")]
    [InlineData("try { await Handle(m); await receiver.CompleteMessageAsync(m, ct); } catch { await [|receiver.CompleteMessageAsync(m, ct)|]; }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); } await [|receiver.CompleteMessageAsync(m)|];")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { _failures++; Console.WriteLine(ex); } logger.LogInformation(\"done\"); await [|channel.BasicAckAsync(m.Tag, false)|].ConfigureAwait(false);")]
    [InlineData("while (!ct.IsCancellationRequested) { try { await Handle(m); } catch (Exception ex) { Log(ex); } [|channel.BasicAck(m.Tag, false)|]; }")]
    [InlineData("using (logger.BeginScope(1)) { try { await Handle(m); } catch (Exception ex) { Log(ex); } } [|channel.BasicAck(m.Tag, false)|];")]
    [InlineData("foreach (var part in m.Body) { try { await Handle(m); } catch (Exception ex) { Log(ex); } } [|channel.BasicAck(m.Tag, false)|];")]
    [InlineData("Func<Task> callback = async () => { try { await Handle(m); } catch (Exception ex) { Log(ex); } finally { [|channel.BasicAck(m.Tag, false)|]; } }; await callback();")]
    [InlineData("async Task Local() { try { await Handle(m); } catch (Exception) { [|channel.BasicAck(m.Tag, false)|]; } } await Local();")]
    public Task An_acknowledgement_of_a_failure_is_reported(string body) => RuleRun.ReportsMarked(Id, Consumer(body));

    private static string Caller(string call, string handler) => Consumer(call).Replace("Task Park(", handler + " Task Park(", StringComparison.Ordinal);

    [Theory]
    [InlineData("await ProcessSafely(m); [|channel.BasicAck(m.Tag, false)|];", "async Task ProcessSafely(Message m) { try { await Handle(m); } catch (Exception ex) { Log(ex); } }")]
    [InlineData("await this.Process(m).ConfigureAwait(false); logger.LogInformation(\"done\"); await [|receiver.CompleteMessageAsync(m)|];", "async Task Process(Message m) { logger.LogInformation(\"got\"); try { await Handle(m); } catch (Exception ex) { logger.LogError(ex, \"no\"); return; } }")]
    public Task An_acknowledgement_behind_a_handler_that_keeps_failures_is_reported(string call, string handler) => RuleRun.ReportsMarked(Id, Caller(call, handler));

    [Theory]
    [InlineData("await Handle(m); await Notify(m); channel.BasicAck(m.Tag, false);", "async Task Notify(Message m) { try { await Handle(m); } catch (Exception ex) { Log(ex); } }")]
    [InlineData("await Handle(m); await ProcessRest(m); channel.BasicAck(m.Tag, false);", "async Task ProcessRest(Message m) { try { await Handle(m); } catch (Exception ex) { Log(ex); } }")]
    [InlineData("await Process(m); channel.BasicAck(m.Tag, false);", "async Task Process(Message m) { try { await Handle(m); } catch (Exception ex) { Log(ex); throw; } }")]
    [InlineData("await Process(m); channel.BasicAck(m.Tag, false);", "async Task Process(Message m) { try { await Handle(m); } catch (Exception ex) { Log(ex); await Park(m); } }")]
    [InlineData("if (await Process(m)) { channel.BasicAck(m.Tag, false); }", "async Task<bool> Process(Message m) { try { await Handle(m); return true; } catch (Exception ex) { Log(ex); } return false; }")]
    [InlineData("await Process(m); channel.BasicAck(m.Tag, false);", "async Task Process(Message m) { try { await Handle(m); } catch (FormatException ex) { Log(ex); } }")]
    public Task One_behind_any_other_method_is_silent(string call, string handler) => RuleRun.IsSilent(Id, Caller(call, handler));

    [Theory]
    [InlineData("try { await Handle(m); await channel.BasicAckAsync(m.Tag, false); } catch (Exception ex) { Log(ex); await channel.BasicNackAsync(m.Tag, false, false); }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); throw; } await channel.BasicAckAsync(m.Tag, false);")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); return; } await channel.BasicAckAsync(m.Tag, false);")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); await receiver.DeadLetterMessageAsync(m); } await channel.BasicAckAsync(m.Tag, false);")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); await bus.PublishAsync(m); await channel.BasicAckAsync(m.Tag, false); }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); await Park(m); await channel.BasicAckAsync(m.Tag, false); }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { if (m.DeliveryCount > 5) { Log(ex); channel.BasicAck(m.Tag, false); } else { await channel.BasicNackAsync(m.Tag, false, true); } }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); if (m.DeliveryCount > 5) { channel.BasicAck(m.Tag, false); } }")]
    [InlineData("try { await Handle(m); } catch (FormatException ex) { Log(ex); channel.BasicAck(m.Tag, false); }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) when (ex is FormatException) { Log(ex); channel.BasicAck(m.Tag, false); }")]
    [InlineData("var ok = false; try { await Handle(m); ok = true; } catch (Exception ex) { Log(ex); } if (ok) { channel.BasicAck(m.Tag, false); }")]
    [InlineData("var ok = false; try { await Handle(m); ok = true; } catch (Exception ex) { Log(ex); } finally { if (ok) { channel.BasicAck(m.Tag, false); } }")]
    [InlineData("var ok = true; try { await Handle(m); } catch (Exception ex) { ok = false; Log(ex); } if (!ok) { return; } channel.BasicAck(m.Tag, false);")]
    [InlineData("foreach (var part in m.Body) { try { await Handle(m); } catch (Exception ex) { Log(ex); continue; } channel.BasicAck(m.Tag, false); }")]
    [InlineData("try { _failures--; } catch (Exception ex) { Log(ex); } await Handle(m); channel.BasicAck(m.Tag, false);")]
    [InlineData("try { await bus.PublishAsync(m); } catch (Exception ex) { Log(ex); } await Handle(m); channel.BasicAck(m.Tag, false);")]
    [InlineData("channel.BasicAck(m.Tag, false); try { await Handle(m); } catch (Exception ex) { Log(ex); }")]
    [InlineData("try { await Handle(m); } catch (Exception ex) { Log(ex); await receiver.AbandonMessageAsync(m); } finally { channel.BasicAck(m.Tag, false); }")]
    public Task Care_for_the_message_is_silent(string body) => RuleRun.IsSilent(Id, Consumer(body));

    [Theory]
    [InlineData("try { await work(); } catch (Exception ex) { log(ex); } await [|consumer.CommitAsync()|];")]
    [InlineData("try { await work(); } catch (Exception ex) { log(ex); } await [|channel.BasicAckAsync(1, false)|];")]
    [InlineData("try { await work(); } catch (Exception ex) { Console.WriteLine(ex); } finally { await [|queue.DeleteMessageAsync(m.MessageId, m.PopReceipt)|]; }")]
    public Task A_client_that_is_not_referenced_is_known_by_its_method(string body) => RuleRun.ReportsMarked(Id, Scenario.Of(
        $$"""class C { async Task Run(Missing.Consumer consumer, Missing.Channel channel, Missing.Queue queue, dynamic m, Func<Task> work, ILogger logger) { void log(Exception ex) => logger.LogError(ex, "x"); {{body.Replace("log(ex)", "logger.LogError(ex, \"x\")", StringComparison.Ordinal)}} } }""").Broken());

    [Theory]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } transaction.Commit();")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } await bot.DeleteMessageAsync(chat, id);")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } await writer.CompleteAsync();")]
    public Task Other_things_that_are_done_are_silent(string body) => RuleRun.IsSilent(Id, Scenario.Of(
        $$"""class C { async Task Run(Missing.T transaction, Missing.Bot bot, System.IO.Pipelines.PipeWriter writer, int chat, int id, Func<Task> work, ILogger logger) { {{body}} } }""").Broken());

    [Fact]
    public Task Two_in_one_file_are_both_reported() => RuleRun.ReportsMarked(Id, Consumer(
        "try { await Handle(m); } finally { [|channel.BasicAck(m.Tag, false)|]; } try { await Handle(m); } catch { [|channel.BasicAck(m.Tag, false)|]; }"));

    [Theory]
    [InlineData("try { await Handle(m; } catch { channel.BasicAck( } finally { channel.BasicAck(")]
    [InlineData("try { } catch (Missing ex) { } channel.BasicAck(m.Tag, false); catch { }")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Consumer(body)).Broken().Compile(), Scenario.Of());

    [Theory]
    [InlineData("test")]
    [InlineData("apphost")]
    public Task Tests_and_hosts_of_development_are_silent(string kind) =>
        RuleRun.IsSilent(Id, Scenario.Of(Consumer("try { await Handle(m); } finally { channel.BasicAck(m.Tag, false); }")).Option("cns_project_kind", kind));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Consumer("try { await Handle(m); } finally { channel.BasicAck(m.Tag, false); }"));
}
