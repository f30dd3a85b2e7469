using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>The rules about spans, and about signals that nobody collects that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SignalDefectAnalyzer() : RuleDispatcher(RuleCatalogue.Defects("CNS3011", "CNS3012"));
