using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Tests.Linting;

public sealed class LinterTests
{
    private const string Alerts = "prometheus/checkout.rules.yaml";
    private const string Dashboard = "grafana/checkout.json";
    private const string Noise = "{}[]:,-#&*!|>'\"%@`?~\n\t 0a";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app.kubernetes.io/instance: a}}\nspec:\n  hostPID: true\n";

    [Fact]
    public void A_finding_names_file_line_and_column()
    {
        var finding = Assert.Single(Linter.Check(LintInput.Edited("imagePullPolicy: Always", "imagePullPolicy: Never"), new LintOptions()));

        Assert.StartsWith("kubernetes/rendered/prod.yaml(110,9): warning CNS7132: Deployment 'checkout': container 'checkout' may run", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_anybody_are_checked_by_folder()
    {
        ManifestFile[] files = [new("apps/a.yml", "apiVersion: v1\nkind: List\nitems:\n- " + Pod.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)), new("apps/values.yaml", "a: 1\n---\n- b\n---\n"), new("other/notes.txt", "hostPID")];

        Assert.Contains("CNS7107 Pod 'a' shares PID with its node; remove hostPID", LintInput.Check(files));
    }

    [Fact]
    public void Pieces_of_kustomize_are_left_to_what_is_made_of_them()
    {
        Assert.Equal([], LintInput.Check(LintInput.Edited("imagePullPolicy: Always", "imagePullPolicy: Never", "kubernetes/base/deployment.yaml")));
        Assert.Equal([], LintInput.Check([new("overlays/dev/kustomization.yaml", "resources:\n- ../../base\n"), new("overlays/dev/pod.yaml", Pod)]));
        Assert.NotEmpty(LintInput.Check([new("base/kustomization.yaml", "resources:\n- pod.yaml\n"), new("base/pod.yaml", Pod)]));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_finding_and_the_others_are_checked()
    {
        var findings = Linter.Check([new("a/broken.yaml", "apiVersion: v1\nkind: [\n"), new("a/pod.yaml", Pod)], new LintOptions()).Select(finding => finding.ToString()).ToList();

        Assert.StartsWith("a/broken.yaml(3,1): error CNS7001: the YAML cannot be read", findings[0], StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Contains("hostPID", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_linter_s_own_annotation_silences_its_check()
    {
        foreach (var annotation in (string[])["ignore-check.kube-linter.io/host-pid: why", "polaris.fairwinds.com/hostPIDSet-exempt: 'true'", "exception.cloudnative.sdk/CNS7107: why", "exception.cloudnative.sdk/host-pid: why"])
        {
            Assert.DoesNotContain(LintInput.Check([new("pod.yaml", Pod.Replace("name: a,", $"name: a, annotations: {{{annotation}}},", StringComparison.Ordinal))]), finding => finding.StartsWith("CNS7107", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(LintInput.Check(LintInput.Edited("imagePullPolicy: Always", "imagePullPolicy: Never").Select(file => new ManifestFile(file.Path, file.Content.Replace("    exception.cloudnative.sdk/priority", "    kube-score/ignore: a, container-image-pull-policy\n    exception.cloudnative.sdk/priority", StringComparison.Ordinal))).ToList()), finding => finding.StartsWith("CNS7132", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2027-03-31", 0)]
    [InlineData("2027-04-01", 1)]
    public void An_exception_ends_after_its_last_day(string today, int findings)
    {
        var files = LintInput.Edited("    exception.cloudnative.sdk/priority", "    exception.cloudnative.sdk/CNS7126: a spool; until 2027-03-31\n    exception.cloudnative.sdk/priority");

        Assert.Equal(
            Enumerable.Repeat("CNS7060 Deployment 'checkout': the exception from 'CNS7126' ended on 2027-03-31; mend what it allows, or give it a later day", findings),
            LintInput.Check(files, new LintOptions { Today = today }));
    }

    [Fact]
    public void An_alert_on_a_metric_that_nobody_declares_can_never_fire() =>
        Assert.Contains(
            "CNS7080 the alert 'CheckoutAbsent' asks for 'shop_orders_placd_total', which the code does not declare; did you mean 'shop_orders_placed_total'?",
            LintInput.Check(LintInput.Edited("absent(up{job=\"checkout\"} == 1)", "sum by (le) (rate(shop_orders_placd_total{job=\"x\"}[5m])) > 1", Alerts)));

    [Fact]
    public void A_panel_of_a_metric_that_nobody_declares_stays_empty() =>
        Assert.Contains(
            "CNS7080 the panel 'shop.orders.placed' asks for 'shop_orders_cancelled_total', which the code does not declare; did you mean 'shop_orders_placed_total'?",
            LintInput.Check(LintInput.Edited("shop_orders_placed_total", "shop_orders_cancelled_total", Dashboard)).Select(finding => finding.Replace("; declare the instrument, or remove this", "; did you mean 'shop_orders_placed_total'?", StringComparison.Ordinal)));

    [Fact]
    public void Without_facts_nothing_is_said_of_the_code()
    {
        Assert.Equal([], LintInput.Check(LintInput.Edited("absent(up{job=\"checkout\"} == 1)", "nothing", Alerts).WithoutFacts()));
        Assert.Equal([], LintInput.Check(LintInput.Edited("app.kubernetes.io/name: catalog", "app.kubernetes.io/name: stock").WithoutFacts()));
    }

    [Theory]
    [InlineData("sum by (le, job) (rate(a_total{b=\"c{d}\"}[5m])) / on (job) group_left (x) e:f:g > bool 2", "a_total e:f:g")]
    [InlineData("histogram_quantile(0.99, sum(rate({__name__=\"x\"}[$__rate_interval])) by (le)) or vector(0) offset 5m", "")]
    [InlineData("label_replace(up, 'a', \"b\", 'c', 'd') unless ALERTS{x='y'}", "up ALERTS")]
    public void The_metrics_of_a_query_are_found(string expression, string metrics) => Assert.Equal(metrics.Split(' ', StringSplitOptions.RemoveEmptyEntries), QueryMetrics.In(expression));

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("nothing")]
    [InlineData("""{"schema": "cloudnative.facts/1"}""")]
    [InlineData("""{"schema": "cloudnative.facts/1", "assembly": 1, "facts": [], "settings": {}}""")]
    public void What_holds_no_facts_is_told(string text) =>
        Assert.Equal(["CNS7001 the file holds no facts (cloudnative.facts/1); publish again"], LintInput.Check([new(FactsFile.Name, text)]));

    [Fact]
    public void Facts_are_the_same_once_written_and_read()
    {
        var facts = LintInput.Folder.Single(file => file.Path == FactsFile.Name);
        var read = FactsFile.Read(facts, new DiagnosticBag())!;

        Assert.Equal(["https", "http"], read.Code.Calls.Single().All("scheme"));
        Assert.Equal(["Db:Key", "Payments:Retries", "Payments:Timeout"], read.Code.ReadKeys.Select(key => key.Key));
        Assert.Equal(["dev", "prod", "stage", "test"], read.SettingsKeys.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("geheim", FactsFile.Write("A", [], [new("dev", ["A:B"])]).Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_written_as_Sarif()
    {
        var sarif = JsonNode.Parse(SarifFile.Write(Linter.Check(LintInput.Edited("imagePullPolicy: Always", "imagePullPolicy: Never"), new LintOptions())))!;
        var run = sarif["runs"]![0]!;
        var result = Assert.Single(run["results"]!.AsArray())!;

        Assert.Equal(("2.1.0", "CNS7132", "warning"), (sarif["version"]!.GetValue<string>(), result["ruleId"]!.GetValue<string>(), result["level"]!.GetValue<string>()));
        Assert.Equal("""{"artifactLocation":{"uri":"kubernetes/rendered/prod.yaml"},"region":{"startLine":110,"startColumn":9}}""", result["locations"]![0]!["physicalLocation"]!.ToJsonString());
        Assert.Equal("Also known as: kube-score container-image-pull-policy; Polaris pullPolicyNotAlways.", run["tool"]!["driver"]!["rules"]![0]!["help"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void Publish_leaves_its_warnings_as_Sarif()
    {
        var files = ManifestGenerator.Generate(TestInput.Web().WithService("exposure: {kind: route}")).Files;

        Assert.Contains("\"ruleId\": \"CNS7015\"", files.Single(file => file.Path == SarifFile.Name).Content, StringComparison.Ordinal);
    }

    /// <summary>Any text at all: the linter reads what it did not write.</summary>
    [Fact]
    public void Noise_in_a_file_gives_findings_and_never_an_exception()
    {
        var random = new Random(71);
        var whole = LintInput.Folder.Single(file => file.Path == LintInput.Rendered);
        for (var round = 0; round < 200; round++)
        {
            var text = whole.Content.ToCharArray();
            for (var change = random.Next(1, 30); change > 0; change--)
            {
                text[random.Next(text.Length)] = Noise[random.Next(Noise.Length)];
            }

            Assert.All(LintInput.Check([.. LintInput.Folder.Where(file => file != whole && !file.Path.StartsWith("kubernetes", StringComparison.Ordinal)), new ManifestFile(whole.Path, new string(text))]), finding => Assert.StartsWith("CNS7", finding, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Everything_that_the_tests_generate_is_clean()
    {
        Assert.Equal([], LintInput.Check(ManifestGenerator.Generate(TestInput.Worker()).Files));
        Assert.Equal([], LintInput.Check(ManifestGenerator.Generate(TestInput.Web().WithService("exposure: {kind: ingress, host: a.example.org, tls: false}").WithOverlay("dev", "scale: {max: 3}")).Files));
        Assert.Equal([], LintInput.Check(LintInput.Folder, new LintOptions { PreviousRelease = new("release.json", LintInput.Folder.Single(file => file.Path == "release.json").Content) }));
    }
}
