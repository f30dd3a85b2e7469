namespace CloudNative.Sdk.Core.Options;

/// <summary>Options that are read when the host starts.</summary>
/// <param name="Type">The service that has them: <c>IOptions&lt;TOptions&gt;</c> of an options class.</param>
internal sealed record StartedOptions(Type Type);
