namespace Shop.Demo.Consul;

/// <summary>An instance as Consul knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">Host and port.</param>
/// <param name="Meta">What else is registered with it.</param>
internal sealed record RegisteredInstance(string Id, string Address, IReadOnlyDictionary<string, string> Meta);
