using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>The rules about what meters and instruments are that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InstrumentDefectAnalyzer() : RuleDispatcher(RuleCatalogue.Defects("CNS3001", "CNS3007", "CNS3008", "CNS3010", "CNS3016"));
