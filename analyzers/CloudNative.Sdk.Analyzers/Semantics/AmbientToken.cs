using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds the token that a request brings along without handing it over: it hangs on a context that comes as a parameter, or that the class inherits.</summary>
internal static class AmbientToken
{
    /// <summary>Gets the token as a function can write it; null where nothing brings one, or the function is given another.</summary>
    public static string? Of(IMethodSymbol function, KnownSymbols symbols)
    {
        string? found = null;
        foreach (var parameter in function.Parameters)
        {
            if (TokenOverload.IsToken(parameter.Type, symbols))
            {
                return null;
            }

            found ??= Path(parameter.Type, symbols) is { } path ? parameter.Name + "." + path : null;
        }

        for (var outer = function.ContainingSymbol; outer is IMethodSymbol method; outer = method.ContainingSymbol)
        {
            if (method.Parameters.Any(parameter => TokenOverload.IsToken(parameter.Type, symbols)))
            {
                return null;
            }
        }

        return found ?? (function is { MethodKind: MethodKind.Ordinary, IsStatic: false } ? Inherited(function, symbols) : null);
    }

    // A connection that is gone says nothing about the work that follows.
    private static string? Inherited(IMethodSymbol method, KnownSymbols symbols)
    {
        var type = method.ContainingType;
        if (type?.BaseType is null or { SpecialType: SpecialType.System_Object })
        {
            return null;
        }

        if (type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.Mvc.ControllerBase")) || type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.Mvc.RazorPages.PageModel"))
            || type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.Mvc.ViewComponent")))
        {
            return "HttpContext.RequestAborted";
        }

        return method.Name != "OnDisconnectedAsync" && type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.SignalR.Hub")) ? "Context.ConnectionAborted" : null;
    }

    private static string? Path(ITypeSymbol type, KnownSymbols symbols)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return type.Name is "ServerCallContext" or "ConsumeContext" ? "CancellationToken" : null;
        }

        switch (type.Name)
        {
            case "HttpContext":
                return Has(type, "RequestAborted", symbols) ? "RequestAborted" : null;
            case "HttpRequest" or "HttpResponse" or "EndpointFilterInvocationContext":
                return Member(type, "HttpContext") is { } context && Has(context.Type, "RequestAborted", symbols) ? "HttpContext.RequestAborted" : null;
            case "HubInvocationContext":
                return Member(type, "Context") is { } caller && Has(caller.Type, "ConnectionAborted", symbols) ? "Context.ConnectionAborted" : null;
            case "HubCallerContext":
                return Has(type, "ConnectionAborted", symbols) ? "ConnectionAborted" : null;
            case "ConnectionContext":
                return Has(type, "ConnectionClosed", symbols) ? "ConnectionClosed" : null;
        }

        if (!type.Name.EndsWith("Context", StringComparison.Ordinal))
        {
            return null;
        }

        return type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.Mvc.ActionContext")) ? "HttpContext.RequestAborted" : Has(type, "CancellationToken", symbols) ? "CancellationToken" : null;
    }

    private static bool Has(ITypeSymbol type, string property, KnownSymbols symbols) => Member(type, property)?.Type.Is(symbols.CancellationToken) == true;

    private static IPropertySymbol? Member(ITypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Declared(current, name) is { } own)
            {
                return own;
            }
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (Declared(implemented, name) is { } inherited)
            {
                return inherited;
            }
        }

        return null;
    }

    private static IPropertySymbol? Declared(ITypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property)
            {
                return property;
            }
        }

        return null;
    }
}
