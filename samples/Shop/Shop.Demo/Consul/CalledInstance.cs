namespace Shop.Demo.Consul;

/// <summary>An instance as its caller knows it.</summary>
/// <param name="Address">Host and port.</param>
/// <param name="Colour">The colour of its deployment.</param>
/// <param name="Calls">How many calls it was sent.</param>
/// <param name="Ejected">Why it is not called; null where it is.</param>
internal sealed record CalledInstance(string Address, string? Colour, long Calls, string? Ejected);
