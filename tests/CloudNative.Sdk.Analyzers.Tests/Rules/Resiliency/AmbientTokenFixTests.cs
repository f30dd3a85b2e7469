using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class AmbientTokenFixTests
{
    [Theory]
    [InlineData(
        "public async Task<IActionResult> Get(int id) => Ok(await http.GetStringAsync($\"items/{id}\")); // Keep.",
        "public async Task<IActionResult> Get(int id) => Ok(await http.GetStringAsync($\"items/{id}\", HttpContext.RequestAborted)); // Keep.")]
    [InlineData(
        "public async Task<int> Get(int id) { await store.AddAsync(await store.GetAsync(id)); return await store.GetAsync(id: id); }",
        "public async Task<int> Get(int id) { await store.AddAsync(await store.GetAsync(id, HttpContext.RequestAborted), HttpContext.RequestAborted); return await store.GetAsync(id: id, token: HttpContext.RequestAborted); }")]
    [InlineData(
        "public async Task Get() { await foreach (var one in store.AllAsync(/* all */)) { _ = one; } }",
        "public async Task Get() { await foreach (var one in store.AllAsync(/* all */HttpContext.RequestAborted)) { _ = one; } }")]
    public Task The_token_of_the_request_is_passed(string bad, string good) => FixRun.Gives(new AmbientTokenFix(), AmbientTokenRuleTests.Controller(bad), AmbientTokenRuleTests.Controller(good));
}
