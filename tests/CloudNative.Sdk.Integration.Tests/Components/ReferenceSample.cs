namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A sample as the reference parser has read it; its number is as Python writes it: <c>nan</c>, <c>inf</c>, <c>1.5e-07</c>.</summary>
internal sealed record ReferenceSample(
    string Type, string Unit, string Help, string Name, Dictionary<string, string> Labels, string Value, ReferenceExemplar? Exemplar);

/// <summary>An exemplar as the reference parser has read it.</summary>
internal sealed record ReferenceExemplar(Dictionary<string, string> Labels, string Value);
