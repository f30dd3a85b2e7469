using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>The rules about how the process runs that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OpsDefectAnalyzer() : RuleDispatcher(RuleCatalogue.Defects("CNS2"));
