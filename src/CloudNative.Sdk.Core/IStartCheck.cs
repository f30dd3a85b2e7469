namespace CloudNative.Sdk.Core;

/// <summary>Checks something before the host starts; a fault ends the start, together with those of all options and of all other checks.</summary>
public interface IStartCheck
{
    /// <summary>Gets what is wrong, each as one sentence with the place, the rule and the value; nothing where all is right.</summary>
    IEnumerable<string> Faults();
}
