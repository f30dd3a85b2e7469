using System.Reflection;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What the source generator has written into the assemblies of this process about classified types and messages.</summary>
/// <remarks>
/// Immutable; a newer one takes its place when an assembly with such attributes is loaded, before any of its code can log. One for the process, as code is: two hosts in one
/// process share it.
/// </remarks>
internal sealed class ClassifiedCode
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "OpenTelemetry"];
    private static readonly Lock Sync = new();
    private static volatile ClassifiedCode? _current;
    private static bool _isWatching;

    private readonly Dictionary<string, Dictionary<string, Classification>> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, ClassifiedTypeAttribute> _types = [];
    private readonly Dictionary<Assembly, HashSet<string>> _named = [];
    private readonly HashSet<Assembly> _unreadable = [];

    /// <summary>Gets what is known now.</summary>
    public static ClassifiedCode Current => _current ?? ReadAll();

    /// <summary>Gets whether a message has classified parameters that its template does not name.</summary>
    public bool HasMessageWithoutHoles { get; private set; }

    /// <summary>Gets the parameters of a message that are classified, by name; null when none is.</summary>
    public Dictionary<string, Classification>? Parameters(string message) => _messages.GetValueOrDefault(message);

    /// <summary>Gets what is known about a type itself.</summary>
    public ClassifiedTypeAttribute? Members(Type type) => _types.GetValueOrDefault(type);

    /// <summary>Returns whether a value of a static type may be of a classified type: of one derived from it, or of one that implements it.</summary>
    public bool MayBeClassified(Type type)
    {
        foreach (var classified in _types.Keys)
        {
            if (type.IsAssignableFrom(classified))
            {
                return true;
            }
        }

        return type == typeof(object) || _unreadable.Contains(type.Assembly)
            || (_named.Count > 0 && !type.IsSealed && (type.IsInterface || type.IsAbstract || _named.ContainsKey(type.Assembly)));
    }

    /// <summary>Returns whether the values of a type are to be erased as a whole, because something it is made of is classified and its members are not known.</summary>
    public bool IsErased(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            var definition = candidate.IsConstructedGenericType ? candidate.GetGenericTypeDefinition() : candidate;
            if (_types.ContainsKey(definition) || _unreadable.Contains(definition.Assembly) || IsNamed(definition))
            {
                return true;
            }
        }

        foreach (var classified in _types.Keys)
        {
            if (classified.IsInterface && classified.IsAssignableFrom(type))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNamed(Type type) => type.FullName is { } name && _named.TryGetValue(type.Assembly, out var names) && names.Contains(name);

    private static ClassifiedCode ReadAll()
    {
        lock (Sync)
        {
            if (_current is null)
            {
                // First the event, then the assemblies that are there: one that comes in between is read twice, which does no harm.
                Watch();
                var code = new ClassifiedCode();
                foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                {
                    code.Read(assembly);
                }

                _current = code;
            }

            return _current;
        }
    }

    private static void Watch()
    {
        if (!_isWatching)
        {
            _isWatching = true;
            AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) => Add(loaded.LoadedAssembly);
        }
    }

    private static void Add(Assembly assembly)
    {
        if (!MayClassify(assembly))
        {
            return;
        }

        lock (Sync)
        {
            var code = new ClassifiedCode();
            foreach (var known in AppDomain.CurrentDomain.GetAssemblies())
            {
                code.Read(known);
            }

            code.Read(assembly);
            _current = code;
        }
    }

    private static bool MayClassify(Assembly assembly)
    {
        try
        {
            return !assembly.IsDynamic
                && !Array.Exists(FrameworkPrefixes, prefix => assembly.FullName!.StartsWith(prefix, StringComparison.Ordinal))
                && (assembly.IsDefined(typeof(ClassifiedTypeAttribute)) || assembly.IsDefined(typeof(ClassifiedLogMessageAttribute)));
        }
        catch (Exception error) when (IsUnresolvable(error))
        {
            return true;
        }
    }

    /// <summary>An attribute of the assembly, ours or any other, names what is not there: then none of its attributes can be read.</summary>
    private static bool IsUnresolvable(Exception error) => error is IOException or BadImageFormatException or TypeLoadException or CustomAttributeFormatException or MissingMemberException;

    private void Read(Assembly assembly)
    {
        if (!MayClassify(assembly))
        {
            return;
        }

        try
        {
            ReadTypes(assembly);
            ReadMessages(assembly);
        }
        catch (Exception error) when (IsUnresolvable(error))
        {
            _unreadable.Add(assembly);
        }
    }

    private void ReadTypes(Assembly assembly)
    {
        foreach (var classified in assembly.GetCustomAttributes<ClassifiedTypeAttribute>())
        {
            if (classified.Type is { } type)
            {
                _types[type] = classified;
            }
            else if (classified.TypeName is { } name)
            {
                if (!_named.TryGetValue(assembly, out var names))
                {
                    _named[assembly] = names = new HashSet<string>(StringComparer.Ordinal);
                }

                names.Add(name);
            }
        }
    }

    private void ReadMessages(Assembly assembly)
    {
        foreach (var message in assembly.GetCustomAttributes<ClassifiedLogMessageAttribute>())
        {
            if (!_messages.TryGetValue(message.Message, out var parameters))
            {
                _messages[message.Message] = parameters = new Dictionary<string, Classification>(StringComparer.OrdinalIgnoreCase);
            }

            Add(parameters, message.PersonalData, Classification.PersonalData);
            Add(parameters, message.Secrets, Classification.Secret);
            HasMessageWithoutHoles |= !message.Message.Contains('{', StringComparison.Ordinal);
        }
    }

    private static void Add(Dictionary<string, Classification> parameters, string[] names, Classification classification)
    {
        foreach (var name in names)
        {
            parameters[name] = (Classification)Math.Max((int)classification, (int)parameters.GetValueOrDefault(name));
        }
    }
}
