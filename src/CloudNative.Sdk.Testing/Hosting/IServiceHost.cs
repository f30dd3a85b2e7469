namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>Where a service runs, and how it is stopped.</summary>
internal interface IServiceHost : IAsyncDisposable
{
    /// <summary>Gets the address of the application; null for a worker.</summary>
    Uri? Application { get; }

    Uri Ops { get; }

    /// <summary>Gets what the service wrote, or a hint where to find it.</summary>
    string Output { get; }

    bool HasEnded { get; }

    /// <summary>Asks the service to stop, and waits for its end.</summary>
    /// <exception cref="ContractException">It did not end in time, or with an error.</exception>
    Task StopAsync(CancellationToken cancellationToken);
}
