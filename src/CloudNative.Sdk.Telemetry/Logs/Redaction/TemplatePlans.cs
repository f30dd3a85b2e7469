using System.Collections.Concurrent;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The plans of the templates in use, found by the template's reference: a template is a literal, the same object in each call.</summary>
/// <remarks>
/// Thread-safe and bounded, in number and in characters. Code that puts values into its templates makes a new one each time: without holes it needs no plan, and what is longer than
/// any template is not looked into. The table begins anew when it is full.
/// </remarks>
internal sealed class TemplatePlans(KeyClassifier keys, ClassifiedCode code)
{
    private const int MaxPlans = 2_000;
    private const int MaxCharacters = 500_000;
    private const int MaxLength = 4_096;

    private readonly ConcurrentDictionary<string, TemplatePlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly TemplatePlan _withoutHoles = new(keys);
    private int _count;
    private int _characters;

    /// <summary>Gets how many characters the templates have that are kept.</summary>
    public int Characters => Volatile.Read(ref _characters);

    /// <summary>Gets the plan of a template; null for a text that is too long for one, whose values are judged one by one.</summary>
    public TemplatePlan? Of(string template) =>
        !code.HasMessageWithoutHoles && !template.Contains('{', StringComparison.Ordinal) ? _withoutHoles
        : _plans.TryGetValue(template, out var plan) ? plan
        : template.Length > MaxLength && code.Parameters(template) is null ? null
        : Add(template);

    private TemplatePlan Add(string template)
    {
        if (Interlocked.Increment(ref _count) > MaxPlans || Interlocked.Add(ref _characters, template.Length) > MaxCharacters)
        {
            _plans.Clear();
            Volatile.Write(ref _count, 1);
            Volatile.Write(ref _characters, template.Length);
        }

        return _plans.GetOrAdd(template, text => new TemplatePlan(text, keys, code));
    }
}
