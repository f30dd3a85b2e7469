using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules;

/// <summary>The rules that are off until somebody turns them on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OptInAnalyzer() : RuleDispatcher(RuleCatalogue.Off());
