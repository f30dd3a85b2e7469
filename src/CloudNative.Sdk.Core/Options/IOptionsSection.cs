namespace CloudNative.Sdk.Core.Options;

/// <summary>A section of the configuration that something reads.</summary>
internal interface IOptionsSection
{
    string SectionName { get; }

    /// <summary>Gets the keys below the section; <c>*</c> stands for any name.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Tells whether there may be more to the options than their defaults, which are valid.</summary>
    /// <remarks>What a container of another make knows besides these registrations is found when the options are read first.</remarks>
    bool IsSet(OptionsOrigins origins);
}
