namespace CloudNative.Sdk.Core.Options;

/// <summary>Stands for the options of all features, which are checked together when the host starts.</summary>
/// <remarks>
/// One registration for all: ValidateOnStart() of each options class would make each of them a second time, with a monitor, a cache and a change token
/// source that nobody needs for options that are read once.
/// </remarks>
internal sealed class StartOptions;
