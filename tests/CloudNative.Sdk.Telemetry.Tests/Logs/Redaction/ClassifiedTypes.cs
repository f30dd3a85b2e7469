namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

public record Customer(int Id, [PersonalData] string? Email)
{
    [Secret]
    public string? Pin { get; init; }

    [PersonalData]
    public object? Home { get; init; }

    public object? Notes { get; init; }
}

public record Vip(int Id, string? Email, int Level) : Customer(Id, Email);

public record Order(string Number, IReadOnlyList<Customer> Parties);

[PersonalData]
public readonly record struct PhoneNumber(string Text);

[Secret]
public sealed class ApiToken(string text)
{
    public override string ToString() => text;
}

public sealed class Throwing
{
    [Secret]
    public string Key => throw new InvalidOperationException(ToString());

    public string Name => throw new InvalidOperationException(ToString());
}

public sealed class AccountException(string message) : Exception(message)
{
    [PersonalData]
    public string? Account { get; init; }
}

internal sealed class Vault
{
    private sealed record Entry([property: Secret] string Key);

    public static object Open(string key) => new Entry(key);
}

public sealed record Envelope<T>([PersonalData] string To, T Content);

public abstract record Payment(int Id);

public sealed record CardPayment(int Id, [Secret] string Number) : Payment(Id);

public sealed record PaidOrder(int Id, Payment Payment);

public sealed record Boxed(object? Content);

/// <summary>The text quotes what is classified, and keeps another member out that is not.</summary>
public sealed class Careless
{
    [Secret]
    public string? Pin { get; init; }

    public string? Stamp { get; init; }

    public override string ToString() => $"Careless {Pin}";
}

public sealed class CardException(string message, object card) : Exception(message)
{
    [Secret]
    public object Card => card;
}
