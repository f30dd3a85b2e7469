using System.Globalization;

namespace Shop.Demo;

/// <summary>What the demo saw, written while it works.</summary>
internal sealed class Report(TextWriter output, bool colours)
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _steps;
    private int _held;
    private int _failed;
    private int _skipped;

    /// <summary>Gets whether all held that was checked. That nothing was checked is right only where it was said why.</summary>
    public bool AllHeld => _held + _skipped > 0 && _failed == 0;

    public void Title(string text) => output.WriteLine(In(Bold, text));

    public void Step(string text)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{In(Bold, $"{++_steps}. {text}")}  ({Elapsed:0.0} s)"));
    }

    /// <summary>Writes what is being done, or what was seen.</summary>
    public void Say(string text) => output.WriteLine("   " + text.ReplaceLineEndings(Environment.NewLine + "   "));

    public void Check(bool held, string what)
    {
        _ = held ? _held++ : _failed++;
        output.WriteLine($"   {(held ? In(Green, "OK    ") : In(Red, "FAILED"))} {what.ReplaceLineEndings(Environment.NewLine + "   ")}");
    }

    /// <summary>Says that something could not be shown here, and why.</summary>
    public void Skip(string what, string reason)
    {
        _skipped++;
        output.WriteLine($"   {In(Bold, "SKIPPED")} {what}: {reason.ReplaceLineEndings(Environment.NewLine + "   ")}");
    }

    public void Summary()
    {
        output.WriteLine();
        var verdict = !AllHeld ? In(Red, "FAILED") : _held > 0 ? In(Green, "OK") : In(Bold, "SKIPPED");
        var skipped = _skipped == 0 ? "" : $", {_skipped} skipped";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict}: {_held} of {_held + _failed} checks held{skipped} in {Elapsed:0.0} s."));
    }

    private double Elapsed => TimeProvider.System.GetElapsedTime(_started).TotalSeconds;

    private string In(string colour, string text) => colours ? colour + text + Plain : text;
}
