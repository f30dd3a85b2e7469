namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>The ids of the problems with manifests; an id is never reused.</summary>
internal static class DiagnosticIds
{
    public const string Syntax = "CNS7001";
    public const string DuplicateKey = "CNS7002";
    public const string WrongValue = "CNS7003";
    public const string UnknownField = "CNS7004";
    public const string MissingField = "CNS7005";
    public const string UnknownEnvironment = "CNS7006";
    public const string ContradictedFact = "CNS7007";
    public const string EndpointNotRendered = "CNS7009";
    public const string UnresolvedToken = "CNS7010";
    public const string MissingConfiguration = "CNS7011";
    public const string UnreadConfiguration = "CNS7012";
    public const string SecretLiteral = "CNS7013";
    public const string SecretLikeKey = "CNS7014";
    public const string NoHost = "CNS7015";
    public const string NoProbes = "CNS7016";
    public const string UnsafeImageTag = "CNS7020";
    public const string NoDigest = "CNS7021";
    public const string NameChanged = "CNS7030";
    public const string DigestNotPromoted = "CNS7031";
    public const string RollbackNotSafe = "CNS7032";
    public const string NotAsRecorded = "CNS7033";
    public const string ShutdownTooLong = "CNS7040";
    public const string NoDrain = "CNS7041";
    public const string SameProbes = "CNS7042";
    public const string PortNotUnique = "CNS7050";
    public const string InvalidException = "CNS7060";
    public const string PatchMatchesNothing = "CNS7070";
    public const string UnknownMetric = "CNS7080";
    public const string CallNotAllowed = "CNS7085";
    public const string CallWithoutPolicy = "CNS7086";
    public const string PlaceTaken = "CNS7087";
    public const string NameTaken = "CNS7088";
    public const string NothingGenerated = "CNS7091";
    public const string ForeignFile = "CNS7092";
    public const string CannotWrite = "CNS7093";
}
