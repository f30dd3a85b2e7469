namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>The names under which other linters know a check.</summary>
/// <param name="KubeLinter">The checks of kube-linter.</param>
/// <param name="KubeScore">The checks of kube-score.</param>
/// <param name="Polaris">The checks of Polaris.</param>
internal sealed record Foreign(IReadOnlyList<string> KubeLinter, IReadOnlyList<string> KubeScore, IReadOnlyList<string> Polaris)
{
    public static readonly Foreign None = new([], [], []);

    public IEnumerable<string> All => [.. KubeLinter, .. KubeScore, .. Polaris];

    /// <summary>Makes one of names that are separated by spaces.</summary>
    public static Foreign Of(string kubeLinter = "", string kubeScore = "", string polaris = "") => new(Split(kubeLinter), Split(kubeScore), Split(polaris));

    public override string ToString() => string.Join("; ", new[] { Join("kube-linter", KubeLinter), Join("kube-score", KubeScore), Join("Polaris", Polaris) }.Where(text => text.Length > 0));

    private static string[] Split(string names) => names.Split([' '], StringSplitOptions.RemoveEmptyEntries);

    private static string Join(string linter, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"{linter} {string.Join(", ", names)}";
}
