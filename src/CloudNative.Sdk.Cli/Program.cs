using CloudNative.Sdk.Cli;

return await Tool.RunAsync(args, Console.Out, Console.Error, !Console.IsErrorRedirected, CancellationToken.None);
