namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Where a rule runs. Test projects and Aspire hosts are never judged.</summary>
internal enum RuleScope
{
    /// <summary>Every project.</summary>
    Everywhere,

    /// <summary>Projects that reference ASP.NET Core or a host; a class library of a service is service code.</summary>
    Service,

    /// <summary>Services with an entry point: the rule judges a whole program.</summary>
    Application,
}
