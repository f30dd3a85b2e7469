using System.Security.Cryptography;
using System.Text;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>Writes the SHA-256 of a text in UTF-8 as 64 hexadecimal digits.</summary>
internal static class Sha256
{
    public static string Of(string text)
    {
        using var algorithm = SHA256.Create();
        return BitConverter.ToString(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace("-", "").ToLowerInvariant();
    }
}
