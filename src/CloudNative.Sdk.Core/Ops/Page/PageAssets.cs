using System.Security.Cryptography;
using System.Text;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>The style and the script of the page, and the policy that lets a browser use these and nothing else.</summary>
internal sealed class PageAssets
{
    private PageAssets(string style, string script)
    {
        (Style, Script) = (style, script);
        Policy =
            $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    public static PageAssets Current => field ??= new PageAssets(Read("page.css"), Read("page.js"));

    public string Style { get; }

    public string Script { get; }

    /// <summary>Gets the value of <c>Content-Security-Policy</c>.</summary>
    public string Policy { get; }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"CloudNative.Sdk.Core.Ops.Page.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
