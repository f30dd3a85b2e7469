using System.Globalization;

namespace Shop.Demo.Resiliency;

/// <summary>What became of the requests of an overload.</summary>
/// <param name="Labels">What was answered to those that are critical.</param>
/// <param name="Invoices">What was answered to all others.</param>
/// <param name="Printable">Papers that could be printed meanwhile.</param>
internal sealed record OverloadResult(IReadOnlyList<Answer> Labels, IReadOnlyList<Answer> Invoices, double Printable)
{
    private const int Refused = 503;

    public int Critical => Labels.Count;

    public int CriticalServed => Labels.Count(IsServed);

    public int Served => CriticalServed + Invoices.Count(IsServed);

    /// <summary>Gets the part of what could be printed that somebody got in time.</summary>
    public double Share => Served / Printable;

    public string Row
    {
        get
        {
            var critical = (double)CriticalServed / Critical;
            var refused = All.Count(answer => answer.Status == Refused);
            var givenUp = All.Count(answer => answer.Status is null);
            return string.Create(CultureInfo.InvariantCulture, $"{Served,7}   {Share,17:0 %}   {critical,14:0 %}   {P99.TotalMilliseconds,6:0} ms   {refused,15}   {givenUp,8}");
        }
    }

    /// <summary>Gets the time within which 99 of 100 labels were there, or their customers gone.</summary>
    private TimeSpan P99 => Labels.Where(answer => answer.Status != Refused).Select(answer => answer.Time).Order().ElementAt(Labels.Count(answer => answer.Status != Refused) * 99 / 100);

    private IEnumerable<Answer> All => Labels.Concat(Invoices);

    private static bool IsServed(Answer answer) => answer.Status == 200;
}
