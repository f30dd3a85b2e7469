using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules;

/// <summary>The rules that are suggestions by default. The compiler skips them all in a build that shows no suggestions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AdviceAnalyzer() : RuleDispatcher(RuleCatalogue.Advice());
