using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>An option that is <c>true</c> or <c>false</c>.</summary>
internal sealed record RuleSwitch : RuleOption
{
    private readonly bool _default;

    /// <summary>Initializes a new instance of the <see cref="RuleSwitch"/> class.</summary>
    /// <param name="key">The key, as <c>cns_stateful</c>.</param>
    /// <param name="isOn">What holds without any setting, and with one that is neither.</param>
    /// <param name="help">One line of help.</param>
    public RuleSwitch(string key, bool isOn, string help)
        : base(key, isOn ? "true" : "false", help) => _default = isOn;

    /// <summary>Reads the switch for a file.</summary>
    public bool IsOn(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) => bool.TryParse(Setting(provider, tree), out var on) ? on : _default;
}
