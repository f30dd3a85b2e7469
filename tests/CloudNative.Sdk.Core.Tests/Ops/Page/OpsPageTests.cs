using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops.Page;

public sealed class OpsPageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    [Theory]
    [InlineData(Browser, "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html;q=0", "text/plain")]
    [InlineData("*/*", "text/plain")]
    [InlineData("application/json", "text/plain")]
    [InlineData("", "text/plain")]
    public async Task A_browser_gets_the_page_and_everybody_else_the_list(string accept, string expected)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        var answer = await AskAsync(host, "/", accept);

        Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", answer.Headers.Vary.Single());
    }

    [Fact]
    public async Task The_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        var answer = await AskAsync(host, "/", Browser);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(
            $"default-src 'none'; style-src '{HashOf(html, "style")}'; script-src '{HashOf(html, "script")}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(["nosniff", "no-store", "same-origin"], new[] { "X-Content-Type-Options", "Cache-Control", "Referrer-Policy" }.Select(name => answer.Headers.GetValues(name).Single()));
        Assert.DoesNotMatch(@"\sstyle=|\son[a-z]+=|(?:src|href)=""?(?:https?:)?//", html.Replace(Inside(html, "script"), string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_text_is_encoded_wherever_it_stands()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsPanel<HostilePanel>(), ("OTEL_SERVICE_NAME", HostilePanel.Text)).StartAsync();

        var html = await (await AskAsync(host, "/", Browser)).Content.ReadAsStringAsync();

        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(HostilePanel.Text, html, StringComparison.Ordinal);
        Assert.Equal(15, CountOf(html, "&lt;img src=x onerror=alert(1)&gt;", after: "id=\"hostile\""));
    }

    [Fact]
    public async Task A_panel_that_fails_says_so_once_in_the_log_and_leaves_the_others_alone()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsPanel<FailingPanel>()).StartAsync();

        await AskAsync(host, "/", Browser);
        var html = await (await AskAsync(host, "/", Browser)).Content.ReadAsStringAsync();

        Assert.Contains("This panel failed: InvalidOperationException. The log has the details.", html, StringComparison.Ordinal);
        Assert.Contains("id=\"identity\"", html, StringComparison.Ordinal);
        Assert.Equal(["CNS8105: the panel 'failing' of the ops page failed. It is shown as failed, and logged once."], host.Logs.WithId(8105));
    }

    [Fact]
    public async Task The_fragment_is_what_changes_alone()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        var html = await (await AskAsync(host, "/?fragment", Browser)).Content.ReadAsStringAsync();

        Assert.StartsWith("<div id=\"page\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_changes_are_not_allowed_a_form_is_disabled_and_says_why()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsPanel<HostilePanel>()).StartAsync();

        var html = await (await AskAsync(host, "/", Browser)).Content.ReadAsStringAsync();

        Assert.Contains("<fieldset disabled>", html, StringComparison.Ordinal);
        Assert.Contains("Changes are not allowed here: CloudNative:Ops:AllowChanges is false.", html, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(TestHost host, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var type in accept.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        }

        return (await host.Ops.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static string HashOf(string html, string element) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Inside(html, element))));

    private static string Inside(string html, string element) => Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;

    private static int CountOf(string html, string text, string after) => html[html.IndexOf(after, StringComparison.Ordinal)..html.IndexOf("<footer", StringComparison.Ordinal)].Split(text).Length - 1;
}
