using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Makes the path of a line in SVG, which breaks off where there is no value.</summary>
internal sealed class PathText
{
    private readonly StringBuilder _path = new();
    private bool _isDrawing;

    public void Add(double x, double y)
    {
        if (!double.IsFinite(y))
        {
            _isDrawing = false;
            return;
        }

        _path.Append(CultureInfo.InvariantCulture, $"{(_isDrawing ? 'L' : 'M')}{x:0.#} {y:0.#}");
        _isDrawing = true;
    }

    public override string ToString() => _path.ToString();
}
