namespace CloudNative.Sdk.Analyzers.Semantics.Bounds;

/// <summary>How many values an expression can take.</summary>
internal enum BoundKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A small fixed set.</summary>
    Bounded,

    /// <summary>Its name says that it identifies one of many: <c>orderId</c>.</summary>
    Identifier,

    /// <summary>A new one for each request, user or measurement.</summary>
    Unbounded,
}

/// <summary>A judgement on an expression.</summary>
/// <param name="Kind">How many values.</param>
/// <param name="What">What it is, as <c>an exception text</c>.</param>
internal readonly record struct Bound(BoundKind Kind, string What)
{
    public static Bound Unknown => default;

    public static Bound Bounded { get; } = new(BoundKind.Bounded, "");

    public static Bound Identifier { get; } = new(BoundKind.Identifier, "an identifier");

    /// <summary>Gets whether it is worth a report.</summary>
    public bool IsOpen => Kind >= BoundKind.Identifier;

    public static Bound Unbounded(string what) => new(BoundKind.Unbounded, what);

    /// <summary>Text made of two parts takes as many values as the wider one; unknown parts do not narrow it.</summary>
    public static Bound Wider(Bound left, Bound right) =>
        left.IsOpen || right.IsOpen ? (right.Kind > left.Kind ? right : left)
        : left.Kind == BoundKind.Bounded && right.Kind == BoundKind.Bounded ? Bounded : Unknown;
}
