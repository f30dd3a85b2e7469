using System.CommandLine;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>How a command finds the releases that it works with.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> _store = new("--store", "-s") { Description = "The folder of recorded releases.", HelpName = "DIR", DefaultValueFactory = _ => "releases" };
    private readonly Option<string?> _service = new("--service") { Description = "The service, where the store holds several.", HelpName = "NAME" };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_store);
        command.Options.Add(_service);
    }

    /// <summary>Gets the releases of the service that is named, or of the only one.</summary>
    public ReleaseStore Open(ParseResult parsed) => ReleaseStore.Of(Folder(parsed), parsed.GetValue(_service));

    /// <summary>Gets the folder of all services.</summary>
    public string Folder(ParseResult parsed) => parsed.GetValue(_store)!;
}
