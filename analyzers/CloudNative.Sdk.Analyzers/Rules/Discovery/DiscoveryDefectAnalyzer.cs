using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Discovery;

/// <summary>The rules about addresses that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DiscoveryDefectAnalyzer() : RuleDispatcher(RuleCatalogue.Defects("CNS5"));
