namespace CloudNative.Sdk.Core;

/// <summary>A change that people can make on the ops page. It is sent as a form by POST, so it works without JavaScript as well.</summary>
/// <param name="Path">The path of the endpoint that takes it, as <c>/loggers</c>; that answers 303 to <c>./#panel</c>, or says in plain text what is wrong.</param>
/// <param name="Submit">The text of the button.</param>
/// <param name="Fields">What can be stated.</param>
public sealed record OpsForm(string Path, string Submit, IReadOnlyList<OpsField> Fields);
