namespace CloudNative.Sdk.Core.Options;

/// <summary>Options that are read when the host starts, where there is more to them than their defaults.</summary>
/// <param name="Section">Their section of the configuration.</param>
/// <param name="Type">The service that has them: <c>IOptions&lt;TOptions&gt;</c> of an options class.</param>
internal sealed record StartedOptions(IOptionsSection Section, Type Type);
