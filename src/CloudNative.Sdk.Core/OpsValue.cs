using CloudNative.Sdk.Core.Ops.Page;

namespace CloudNative.Sdk.Core;

/// <summary>A value on the ops page: a text, a number, a state, or a small picture of how it went. Immutable.</summary>
public sealed class OpsValue
{
    private OpsValue(OpsValueKind kind, string content) => (Kind, Content) = (kind, content);

    internal OpsValueKind Kind { get; }

    internal string Content { get; }

    internal OpsTone Tone { get; private init; }

    internal IReadOnlyList<OpsTone> Results { get; private init; } = [];

    internal IReadOnlyList<double> Points { get; private init; } = [];

    internal OpsForm? Form { get; private init; }

    /// <summary>Takes a text as it is.</summary>
    /// <param name="text">The text; <see langword="null"/> stands for none.</param>
    public static implicit operator OpsValue(string? text) => Text(text);

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text; <see langword="null"/> stands for none.</param>
    /// <param name="tone">What it means.</param>
    /// <returns>The value.</returns>
    public static OpsValue Text(string? text, OpsTone tone = OpsTone.Plain) => new(OpsValueKind.Text, text ?? string.Empty) { Tone = tone };

    /// <summary>Makes a text of a machine: a name of a class, an address, a hash.</summary>
    /// <param name="text">The text; <see langword="null"/> stands for none.</param>
    /// <returns>The value.</returns>
    public static OpsValue Code(string? text) => new(OpsValueKind.Code, text ?? string.Empty);

    /// <summary>Makes a number.</summary>
    /// <param name="number">The number; shown with three digits where it is not whole.</param>
    /// <param name="unit">Its unit, as <c>/s</c>; empty for a count.</param>
    /// <returns>The value.</returns>
    public static OpsValue Number(double number, string unit = "") => new(OpsValueKind.Number, PageText.Number(number, unit));

    /// <summary>Makes a length of time.</summary>
    /// <param name="time">The time; <see langword="null"/> stands for none.</param>
    /// <returns>The value, in the unit that reads best.</returns>
    public static OpsValue Duration(TimeSpan? time) => new(OpsValueKind.Number, time is { } known ? PageText.Duration(known) : string.Empty);

    /// <summary>Makes a state.</summary>
    /// <param name="tone">What it means.</param>
    /// <param name="text">Its name: it is never told by colour alone.</param>
    /// <returns>The value.</returns>
    public static OpsValue State(OpsTone tone, string text) => new(OpsValueKind.State, text) { Tone = tone };

    /// <summary>Makes a strip of the last results.</summary>
    /// <param name="results">The results, the oldest first; 40 at most make sense.</param>
    /// <param name="text">What it shows, for those who do not see it.</param>
    /// <returns>The value.</returns>
    public static OpsValue History(IReadOnlyList<OpsTone> results, string text) => new(OpsValueKind.History, text) { Results = results };

    /// <summary>Makes a small line of how a number went, from zero up.</summary>
    /// <param name="points">The points at equal distances, the oldest first; <see cref="double.NaN"/> where there was none.</param>
    /// <param name="text">The number of the moment, with its unit; shown beside the line.</param>
    /// <returns>The value.</returns>
    public static OpsValue Trend(IReadOnlyList<double> points, string text) => new(OpsValueKind.Trend, text) { Points = points };

    /// <summary>Makes a button that changes something.</summary>
    /// <param name="form">What it sends; all of its fields are hidden.</param>
    /// <returns>The value.</returns>
    public static OpsValue Button(OpsForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(OpsValueKind.Button, form.Submit) { Form = form };
    }
}
