using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>A place where a rule does not hold.</summary>
/// <param name="Object">The object, whose annotations may hold an exception.</param>
/// <param name="At">The place.</param>
/// <param name="Message">What is there, and the way out.</param>
internal sealed record Finding(ClusterObject Object, YamlNode At, string Message);
