using System.Collections.Concurrent;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The plans of the templates in use, found by the template's reference: a template is a literal, the same object in each call.</summary>
/// <remarks>Thread-safe and bounded. Code that puts values into its templates makes a new one each time; then the table begins anew when it is full.</remarks>
internal sealed class TemplatePlans(KeyClassifier keys, ClassifiedCode code)
{
    private const int MaxPlans = 2_000;

    private readonly ConcurrentDictionary<string, TemplatePlan> _plans = new(ReferenceEqualityComparer.Instance);
    private int _count;

    public TemplatePlan Of(string template) => _plans.TryGetValue(template, out var plan) ? plan : Add(template);

    private TemplatePlan Add(string template)
    {
        if (Interlocked.Increment(ref _count) > MaxPlans)
        {
            _plans.Clear();
            Volatile.Write(ref _count, 1);
        }

        return _plans.GetOrAdd(template, text => new TemplatePlan(text, keys, code));
    }
}
