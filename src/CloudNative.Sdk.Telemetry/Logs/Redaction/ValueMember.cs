using System.Reflection;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>One public property or field of a classified type.</summary>
internal sealed class ValueMember(MemberInfo member, Classification classification)
{
    public string Name => member.Name;

    public Classification Classification => classification;

    /// <summary>Gets the value; null where the property throws, since a log call must not fail for what it logs.</summary>
    public object? Of(object value)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
