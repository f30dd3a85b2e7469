namespace CloudNative.Sdk.Analyzers.Report.Maturity;

/// <summary>Something that can be told of a service from its code.</summary>
/// <param name="Characteristic">What it counts for.</param>
/// <param name="What">What a service of that kind does.</param>
/// <param name="IsMet">Looks whether this one does it; null where it does not apply.</param>
/// <param name="Advice">What to do where it does not.</param>
internal sealed record Criterion(string Characteristic, string What, Func<ServiceTraits, bool?> IsMet, string Advice)
{
    public CardEntry? Judge(ServiceTraits service) => IsMet(service) is { } met ? new CardEntry(Characteristic, What, met, Advice) : null;
}
