namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>What a project is for; decides which rules run.</summary>
internal enum ProjectKind
{
    /// <summary>A class library without a host.</summary>
    Library,

    /// <summary>An executable without a host.</summary>
    Cli,

    /// <summary>A program on a user's machine or in a browser.</summary>
    Client,

    /// <summary>Code of a service.</summary>
    Service,

    /// <summary>A service with an entry point.</summary>
    Application,

    /// <summary>An Aspire host: development tooling.</summary>
    AppHost,

    /// <summary>Tests.</summary>
    Test,
}
