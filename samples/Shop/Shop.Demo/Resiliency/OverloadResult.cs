using System.Globalization;

namespace Shop.Demo.Resiliency;

/// <summary>What became of the requests of an overload.</summary>
internal sealed record OverloadResult(IReadOnlyList<Answer> Labels, IReadOnlyList<Answer> Invoices, TimeSpan Duration)
{
    /// <summary>Papers that the orders service prints in a second: twenty at a time, 50 ms each.</summary>
    public const double Capacity = 400;

    private const int Refused = 503;

    public int Critical => Labels.Count;

    public int CriticalServed => Labels.Count(IsServed);

    public int Served => CriticalServed + Invoices.Count(IsServed);

    public string Row
    {
        get
        {
            var share = Served / (Capacity * Duration.TotalSeconds);
            var critical = (double)CriticalServed / Critical;
            var refused = All.Count(answer => answer.Status == Refused);
            var givenUp = All.Count(answer => answer.Status is null);
            return string.Create(CultureInfo.InvariantCulture, $"{Served,7}   {share,17:0 %}   {critical,14:0 %}   {P99.TotalMilliseconds,6:0} ms   {refused,15}   {givenUp,8}");
        }
    }

    /// <summary>Gets the time within which 99 of 100 labels were there, or their customers gone.</summary>
    private TimeSpan P99 => Labels.Where(answer => answer.Status != Refused).Select(answer => answer.Time).Order().ElementAt(Labels.Count(answer => answer.Status != Refused) * 99 / 100);

    private IEnumerable<Answer> All => Labels.Concat(Invoices);

    private static bool IsServed(Answer answer) => answer.Status == 200;
}
