using System.Globalization;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>The rules that follow from what the service measures by itself, and from what its team promises.</summary>
internal sealed class ServiceRules
{
    public const string Duration = "http_server_request_duration_seconds";
    private const double DefaultErrorRatio = 0.05;

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    private readonly ServiceModel _service;
    private readonly string _job;
    private readonly List<Recording> _recordings = [];
    private readonly List<Alert> _alerts = [];

    private ServiceRules(ServiceRelease release)
    {
        _service = release.Final;
        _job = $"job=\"{_service.Name}\"";
        if (!_service.Workload.IsJob)
        {
            AddPresence();
        }

        if (_service.Ports.Http is null)
        {
            return;
        }

        foreach (var slo in _service.Slos)
        {
            AddBurn(slo);
        }

        if (!_service.Slos.Any(slo => slo.Kind == SlosSection.Availability))
        {
            AddErrorRatio();
        }
    }

    public IReadOnlyList<Recording> Recordings => _recordings;

    public IReadOnlyList<Alert> Alerts => _alerts;

    /// <summary>Gets the rules; null where the service measures nothing.</summary>
    public static ServiceRules? Of(ServiceRelease release) => release.Code.HasTelemetry && new ServiceRules(release) is { Alerts.Count: > 0 } rules ? rules : null;

    /// <summary>Gets the share of requests that failed.</summary>
    public static string ErrorRatio(string job, TimeSpan window) =>
        $"(sum(rate({Duration}_count{{{job},http_response_status_code=~\"5..\"}}[{DurationText.Write(window)}])) or vector(0)) / sum(rate({Duration}_count{{{job}}}[{DurationText.Write(window)}]))";

    private static string SlowRatio(string job, TimeSpan threshold, TimeSpan window) =>
        $"1 - sum(rate({Duration}_bucket{{{job},le=~\"{Bound(threshold)}\"}}[{DurationText.Write(window)}])) / sum(rate({Duration}_count{{{job}}}[{DurationText.Write(window)}]))";

    /// <summary>Prometheus writes the bounds of whole seconds as 1.0 since version 3, and as 1 before.</summary>
    private static string Bound(TimeSpan threshold)
    {
        var text = Code.Number.Write(threshold.TotalSeconds);
        return text.Contains('.') ? text.Replace(".", "[.]") : text + "([.]0)?";
    }

    private static string Number(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (value * 100).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    private string AlertName(string what) => string.Concat(_service.Name.Split('-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1))) + what;

    private void AddPresence() => _alerts.Add(new Alert(
        AlertName("Absent"),
        $"absent(up{{{_job}}} == 1)",
        TimeSpan.FromMinutes(5),
        Alert.Page,
        $"{_service.Name} is not there",
        $"No instance of {_service.Name} could be scraped for 5 minutes.")
    {
        Fires = [new Series($"up{{{_job},instance=\"a\"}}", null)],
        Silent = [new Series($"up{{{_job},instance=\"a\"}}", null), new Series($"up{{{_job},instance=\"b\"}}", null, 1)],
    });

    private void AddErrorRatio()
    {
        var name = Record("http_server_errors", Short, ErrorRatio(_job, Short));
        _alerts.Add(new Alert(
            AlertName("HighErrorRatio"),
            $"{name} > {Number(DefaultErrorRatio)}",
            Short,
            Alert.Page,
            $"{_service.Name} fails more than {Percent(DefaultErrorRatio)} of its requests",
            $"More than {Percent(DefaultErrorRatio)} of the requests to {_service.Name} failed for 5 minutes.")
        {
            Fires = Requests(good: 60, failed: 60),
            Silent = Requests(good: 600, failed: 6),
        });
    }

    private void AddBurn(SloSetting slo)
    {
        var isLatency = slo.Kind == SlosSection.Latency;
        foreach (var window in BurnWindow.All)
        {
            var limit = window.Limit(slo.Objective, slo.Window);
            if (limit >= 1)
            {
                // Not even a service that fails every request burns so fast.
                continue;
            }

            var names = new[] { window.Short, window.Long }.Select(length => isLatency
                ? Record("http_server_slow", length, SlowRatio(_job, slo.Threshold!.Value, length))
                : Record("http_server_errors", length, ErrorRatio(_job, length)));
            var bad = isLatency ? $"take longer than {DurationText.Write(slo.Threshold!.Value)}" : "fail";
            _alerts.Add(new Alert(
                AlertName($"{(isLatency ? "Latency" : "Availability")}BudgetBurn{DurationText.Write(window.Long)}"),
                string.Join(" and ", names.Select(name => $"{name} > {Number(limit)}")),
                window.For,
                window.Severity,
                $"{_service.Name} burns its {slo.Kind} budget too fast",
                $"More than {Percent(limit)} of the requests {bad}: at this rate {Percent(window.Share)} of the budget of {DurationText.Write(slo.Window)} is gone within {DurationText.Write(window.Long)} (objective {Number(slo.Objective)}%).")
            {
                Fires = isLatency ? Slow(slo, all: 60, fast: 0) : Requests(good: 0, failed: 60),
                Silent = isLatency ? Slow(slo, all: 60, fast: 60) : Requests(good: 60, failed: 0),
            });
        }
    }

    private string Record(string what, TimeSpan window, string expression)
    {
        var name = $"service:{what}:ratio_rate{DurationText.Write(window)}";
        if (!_recordings.Any(recording => recording.Name == name))
        {
            _recordings.Add(new Recording(name, expression));
        }

        return $"{name}{{{_job}}}";
    }

    private IReadOnlyList<Series> Requests(int good, int failed) =>
    [
        new($"{Duration}_count{{{_job},http_response_status_code=\"200\"}}", good),
        new($"{Duration}_count{{{_job},http_response_status_code=\"500\"}}", failed),
    ];

    private IReadOnlyList<Series> Slow(SloSetting slo, int all, int fast) =>
    [
        new($"{Duration}_count{{{_job}}}", all),
        new($"{Duration}_bucket{{{_job},le=\"{Code.Number.Write(slo.Threshold!.Value.TotalSeconds)}\"}}", fast),
    ];
}
