namespace CloudNative.Sdk.Telemetry;

/// <summary>What logs show of personal data.</summary>
public enum PersonalDataHandling
{
    /// <summary>A fixed mark.</summary>
    Erase,

    /// <summary>A keyed hash (HMAC-SHA256), so that records about the same person can be found without naming the person.</summary>
    Hash,

    /// <summary>A fixed mark, and to the providers that are named for it a second record with the data, in the category <c>PersonalData.</c> followed by the record's own.</summary>
    Route,
}
