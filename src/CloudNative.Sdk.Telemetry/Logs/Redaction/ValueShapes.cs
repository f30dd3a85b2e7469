using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Knows how the values of each type are shown.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ValueShapes(ClassifiedCode code)
{
    private const string IdentityUser = "Microsoft.AspNetCore.Identity.IdentityUser";

    private readonly ConditionalWeakTable<Type, ValueShape> _shapes = [];

    public ValueShape Of(Type type) => _shapes.TryGetValue(type, out var shape) ? shape : _shapes.GetOrAdd(type, Find);

    public static bool IsPair(Type type) => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    /// <summary>Returns whether values of this static type, and of any type derived from it, are shown as they are.</summary>
    public bool IsAlwaysPlain(Type type) => (type.IsValueType || type.IsSealed) && Of(type).Kind == ValueKind.Plain;

    private ValueShape Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string))
        {
            return ValueShape.Plain;
        }

        var classified = FindClassified(type);
        if (typeof(Exception).IsAssignableFrom(type))
        {
            return classified is null ? ValueShape.Exception : ValueShape.Exception with { Classification = classified.Classification, Members = classified.Members };
        }

        return classified
            ?? (IsPair(type) ? ValueShape.Elements
            : typeof(IEnumerable).IsAssignableFrom(type) || typeof(ITuple).IsAssignableFrom(type) ? ElementsOf(type)
            : type.IsConstructedGenericType && Array.Exists(type.GetGenericArguments(), Holds) ? ValueShape.Whole(Classification.Secret)
            : ValueShape.Plain);
    }

    private ValueShape? FindClassified(Type type)
    {
        if (WholeOf(type) is var whole && whole != Classification.None)
        {
            return ValueShape.Whole(code.IsErased(type) ? Classification.Secret : whole);
        }

        if (code.Members(type) is { Type.IsGenericTypeDefinition: false, Type.IsInterface: false } members)
        {
            return new ValueShape(ValueKind.Members, Classification.None, MembersOf(members), IsPartial: !members.ShowsMembers);
        }

        return code.IsErased(type) || IsIdentityUser(type) ? ValueShape.Whole(Classification.Secret) : null;
    }

    private static Classification WholeOf(Type type) =>
        type.IsDefined(typeof(SecretAttribute), inherit: true) ? Classification.Secret
        : type.IsDefined(typeof(PersonalDataAttribute), inherit: true) ? Classification.PersonalData
        : Classification.None;

    /// <summary>Elements that are always plain leave the collection as it is; a dictionary has keys that may say what its values are.</summary>
    private ValueShape ElementsOf(Type type)
    {
        var elements = type.IsArray ? [type.GetElementType()!] : type.IsConstructedGenericType ? type.GetGenericArguments() : Type.EmptyTypes;
        var isPlain = elements.Length == 1 && type.Assembly == typeof(object).Assembly && IsAlwaysPlain(elements[0]) && !elements[0].IsConstructedGenericType;
        return isPlain ? ValueShape.Plain : ValueShape.Elements;
    }

    /// <summary>A value of an interface or an abstract type may be anything; of others the known types that derive from them tell.</summary>
    private bool Holds(Type type) =>
        !type.IsGenericParameter
        && (Of(type).Kind is ValueKind.Members or ValueKind.Classified or ValueKind.Exception
            || code.Members(type) is not null
            || (type.IsAbstract && !(type.IsConstructedGenericType && typeof(IEnumerable).IsAssignableFrom(type)))
            || code.MayBeClassified(type)
            || (type.IsArray && Holds(type.GetElementType()!))
            || (type.IsConstructedGenericType && Array.Exists(type.GetGenericArguments(), Holds)));

    private static bool IsIdentityUser(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.FullName is { } name && name.StartsWith(IdentityUser, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static ValueMember[] MembersOf(ClassifiedTypeAttribute classified)
    {
        var type = classified.Type!;
        var members = new List<ValueMember>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                Add(members, property, classified);
            }
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            Add(members, field, classified);
        }

        return [.. members];
    }

    /// <summary>Of a type whose own text is not that of a record only what is classified is shown: the rest may be what its author keeps out of the text.</summary>
    private static void Add(List<ValueMember> members, MemberInfo member, ClassifiedTypeAttribute classified)
    {
        var classification = ClassificationOf(member.Name, classified);
        if (classified.ShowsMembers || classification != Classification.None)
        {
            members.Add(new ValueMember(member, classification));
        }
    }

    private static Classification ClassificationOf(string member, ClassifiedTypeAttribute classified) =>
        classified.Secrets.Contains(member) ? Classification.Secret
        : classified.PersonalData.Contains(member) ? Classification.PersonalData
        : Classification.None;
}
