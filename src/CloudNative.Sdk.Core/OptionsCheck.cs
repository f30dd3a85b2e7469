using System.Runtime.CompilerServices;
using CloudNative.Sdk.Core.Options;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core;

/// <summary>Collects every fault of one options object, so that all are reported together.</summary>
/// <param name="sectionName">The configuration section, as <c>CloudNative:Health</c>; it begins every message.</param>
/// <remarks>Not thread-safe. Each fault is one sentence: the full key, the rule, and the value found.</remarks>
public sealed class OptionsCheck(string sectionName)
{
    private List<string>? _faults;
    private string _prefix = sectionName;

    /// <summary>Gets success, or a failure that holds every fault in the order of the checks.</summary>
    public ValidateOptionsResult Result => _faults is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    /// <summary>Checks that a value lies between two bounds, both included.</summary>
    /// <typeparam name="TValue">A number or a <see cref="TimeSpan"/>.</typeparam>
    /// <param name="value">The value found.</param>
    /// <param name="min">The least value allowed.</param>
    /// <param name="max">The greatest value allowed.</param>
    /// <param name="key">The key below the section; by default the last name in the expression given as <paramref name="value"/>.</param>
    /// <returns>This object.</returns>
    public OptionsCheck InRange<TValue>(TValue value, TValue min, TValue max, [CallerArgumentExpression(nameof(value))] string key = "")
        where TValue : IComparable<TValue>
    {
        ArgumentNullException.ThrowIfNull(key);
        var inRange = value is not null && value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0;
        return inRange ? this : Require(holds: false, key, $"must be from {OptionText.Of(min)} to {OptionText.Of(max)}", value);
    }

    /// <summary>Checks a rule of any kind.</summary>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="key">The key below the section; of an expression such as <c>options.Period</c> the last name is taken.</param>
    /// <param name="rule">The rule, to follow the key: <c>must be …</c>.</param>
    /// <param name="value">The value found. Do not pass a secret.</param>
    /// <returns>This object.</returns>
    public OptionsCheck Require(bool holds, string key, string rule, object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!holds)
        {
            // The last name of an expression; in a path of keys a point belongs to a name.
            Fault(key.Contains(':', StringComparison.Ordinal) ? key : key[(key.LastIndexOf('.') + 1)..], rule, value);
        }

        return this;
    }

    /// <summary>Adds a fault under a key that is taken as it is, dots included.</summary>
    internal void Fault(string key, string rule, object? value) => (_faults ??= []).Add($"{_prefix}:{key} {rule}, but was {OptionText.Of(value)}.");

    internal int FaultCount => _faults?.Count ?? 0;

    internal Scope Below(string? name)
    {
        var scope = new Scope(this, _prefix);
        _prefix = name is null ? _prefix : $"{_prefix}:{name}";
        return scope;
    }

    internal readonly struct Scope(OptionsCheck check, string prefix) : IDisposable
    {
        public void Dispose() => check._prefix = prefix;
    }
}
