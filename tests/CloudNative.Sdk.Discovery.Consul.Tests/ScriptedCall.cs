namespace CloudNative.Sdk.Discovery.Consul.Tests;

/// <summary>What a scripted agent was asked.</summary>
internal sealed record ScriptedCall(string Method, string Path, string Query, string? Token);
