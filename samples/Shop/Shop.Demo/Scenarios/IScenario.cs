namespace Shop.Demo.Scenarios;

/// <summary>Steps that belong together; every process that they start has ended when it is disposed.</summary>
internal interface IScenario : IAsyncDisposable
{
    string Title { get; }

    /// <summary>Runs all steps.</summary>
    Task RunAsync(Report report, CancellationToken cancellationToken);

    /// <summary>Keeps up what the steps have started, until Enter is pressed.</summary>
    Task StayUpAsync(Report report, CancellationToken cancellationToken);
}
