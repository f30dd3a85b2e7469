namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>The ports at which marathon-lb offers the service.</summary>
/// <param name="ServicePort">The port of the running colour.</param>
/// <param name="AltPort">The port of the other colour during a switch.</param>
internal sealed record MarathonSetting(Given<int>? ServicePort, Given<int>? AltPort);
