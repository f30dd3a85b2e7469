namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What a step does.</summary>
internal enum RolloutAction
{
    /// <summary>Starts a release in a slot, or brings it to its number of instances.</summary>
    Start,

    /// <summary>Waits until the instances of a slot are ready.</summary>
    Wait,

    /// <summary>Sends the requests to a slot, and to no other.</summary>
    Switch,

    /// <summary>Leaves things as they are for a time: a canary is watched, an old version stays ready to take over again.</summary>
    Pause,

    /// <summary>Takes a slot away.</summary>
    Retire,

    /// <summary>Waits for the data centres of an earlier wave.</summary>
    Hold,

    /// <summary>Brings the files of the release before back.</summary>
    Restore,
}
