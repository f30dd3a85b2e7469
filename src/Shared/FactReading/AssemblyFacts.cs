using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CloudNative.Sdk.Facts;

/// <summary>Reads the facts of a compiled assembly without loading it.</summary>
internal static class AssemblyFacts
{
    private const string AttributeNamespace = "System.Reflection";
    private const string AttributeName = "AssemblyMetadataAttribute";

    /// <summary>Gets the facts in the order in which they are stored.</summary>
    /// <exception cref="BadImageFormatException">The stream is not a .NET assembly.</exception>
    public static IReadOnlyList<Fact> Read(Stream assembly)
    {
        using var image = new PEReader(assembly);
        if (!image.HasMetadata)
        {
            throw new BadImageFormatException("The file is not a .NET assembly.");
        }

        var metadata = image.GetMetadataReader();
        return [.. metadata.GetAssemblyDefinition().GetCustomAttributes().Select(handle => TryRead(metadata, metadata.GetCustomAttribute(handle))).OfType<Fact>()];
    }

    private static Fact? TryRead(MetadataReader metadata, CustomAttribute attribute)
    {
        if (!IsMetadataAttribute(metadata, attribute))
        {
            return null;
        }

        // ECMA-335 II.23.3: a prolog of two bytes, then the arguments of the constructor, here two strings.
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? Fact.TryParse(value.ReadSerializedString(), value.ReadSerializedString()) : null;
    }

    private static bool IsMetadataAttribute(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, AttributeName) && metadata.StringComparer.Equals(type.Namespace, AttributeNamespace);
    }
}
