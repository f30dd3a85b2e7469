using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Health;
using CloudNative.Sdk.Analyzers.Rules.Ops;
using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules;

/// <summary>The rules that are warnings by default: a hit is a defect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DefectAnalyzer() : RuleDispatcher(new RemoteLivenessRule(), new UnwatchedLoopRule(), new UnitMismatchRule());
