using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Follows the aliases of a name, within an answer and to further questions.</summary>
/// <param name="asked">The name that was asked for.</param>
/// <param name="type">The type of its records.</param>
internal sealed class AliasChain(string asked, DnsType type)
{
    private const int MaxAliases = 16;

    private readonly string _asked = asked;
    private int _followed;
    private TimeSpan _ttl = TimeSpan.MaxValue;

    /// <summary>Gets the name that the records must have.</summary>
    public string Name { get; private set; } = asked;

    /// <summary>Reads an answer to a question for <see cref="Name"/>.</summary>
    /// <returns>The answer, or null where the name has an alias whose records are not in the message: ask for <see cref="Name"/> again.</returns>
    /// <exception cref="DnsException">There are too many aliases, as in a circle.</exception>
    public DnsAnswer? Read(DnsMessage message)
    {
        var before = _followed;
        while (true)
        {
            AliasRecord? alias = null;
            List<DnsRecord> records = [];
            foreach (var record in message.Answers)
            {
                if (DnsName.AreSame(record.Name, Name))
                {
                    alias = record as AliasRecord ?? alias;
                    AddWhereAsked(record, records);
                }
            }

            if (records.Count > 0)
            {
                return new DnsAnswer(records, message.Additional, _ttl, null);
            }

            if (alias is null)
            {
                return IsComplete(message, before) ? Absent(message) : null;
            }

            Follow(alias);
        }
    }

    private bool IsComplete(DnsMessage message, int before) => message.Code == DnsCode.NameError || message.NegativeTtl is not null || _followed == before;

    private static DnsAnswer Absent(DnsMessage message) =>
        new([], [], message.NegativeTtl, message.Code == DnsCode.NameError ? DnsCode.NameOf(DnsCode.NameError) : "no records");

    private void AddWhereAsked(DnsRecord record, List<DnsRecord> records)
    {
        if (record.Type == type)
        {
            records.Add(record);
            Shorten(record.Ttl);
        }
    }

    private void Follow(AliasRecord alias)
    {
        if (++_followed > MaxAliases)
        {
            throw new DnsException($"{type} {_asked}: its aliases lead in a circle, or are more than {MaxAliases}.", DnsException.Aliases);
        }

        Shorten(alias.Ttl);
        Name = alias.Target;
    }

    private void Shorten(TimeSpan ttl) => _ttl = ttl < _ttl ? ttl : _ttl;
}
