using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>The rules about the health of the service that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HealthDefectAnalyzer() : RuleDispatcher(RuleCatalogue.Defects("CNS1"));
