namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>The shapes of names, each with the sentence that states it.</summary>
internal static class Shapes
{
    /// <summary>Kubernetes allows 63 characters; what is appended to the name (<c>-config-4b9f0bc8</c>) and the names of pods need the rest.</summary>
    public static readonly Shape ServiceName = new(
        @"\A[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?\z",
        "1 to 40 lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit");

    /// <summary>RFC 1123 label.</summary>
    public static readonly Shape DnsLabel = new(
        @"\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z",
        "1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit");

    /// <summary>RFC 1123 subdomain.</summary>
    public static readonly Shape HostName = new(
        @"\A(?=.{1,253}\z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\z",
        "a host name or an IPv4 address in lower case, without scheme and port");

    public static readonly Shape LabelValue = new(
        @"\A[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z",
        "1 to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");

    public static readonly Shape SecretKey = new(@"\A[A-Za-z0-9_.-]{1,253}\z", "1 to 253 letters, digits, '-', '_' and '.'");

    /// <summary>It is part of file names and of names of objects.</summary>
    public static readonly Shape EnvironmentName = new(@"\A[a-z][a-z0-9-]{0,19}\z", "1 to 20 lower-case letters, digits and '-', beginning with a letter");

    public static readonly Shape Target = new(
        $@"\A(?:{string.Join("|", Rendering.Targets.Names)})\z", $"one of {string.Join(", ", Rendering.Targets.Names)}");

    public static readonly Shape VariableName = new(@"\A[A-Za-z_][A-Za-z0-9_]{0,252}\z", "1 to 253 letters, digits and '_', not beginning with a digit");

    /// <summary>A host with an optional port, and folders.</summary>
    public static readonly Shape Registry = new(@"\A[a-z0-9][a-z0-9.-]{0,252}(?::[0-9]{1,5})?(?:/[a-z0-9._-]{1,100})*\z", "a registry, as registry.example.org:5000/team, without scheme");

    public static readonly Shape Image = new(@"\A[a-z0-9][a-z0-9./:_-]{0,300}:(?!latest\z)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(?:@sha256:[0-9a-f]{64})?\z", "an image with a tag other than 'latest'");

    public static readonly Shape Kind = new(@"\A[A-Z][A-Za-z0-9]{0,62}\z", "the kind of an object, as Deployment");

    /// <summary>A folder of the container; nothing leads upwards.</summary>
    public static readonly Shape Folder = new(@"\A(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._-]{1,100}){1,8}\z", "an absolute path of letters, digits, '.', '_' and '-', without '..'");

    /// <summary>A path in a store of secrets.</summary>
    public static readonly Shape StorePath = new(@"\A[A-Za-z0-9_](?:[A-Za-z0-9_./-]{0,252}[A-Za-z0-9_-])?\z", "a path of letters, digits, '.', '_', '-' and '/'");

    /// <summary>Five fields, as cron reads them.</summary>
    public static readonly Shape Schedule = new(@"\A[0-9*][0-9A-Z*,/-]{0,59}(?: [0-9A-Z*?][0-9A-Z*,/-]{0,59}){4}\z", "five fields of cron, as '0 3 * * *', in UTC");

    public static readonly Shape RuleName = new(@"\A[A-Za-z0-9-]{1,80}\z", "the id of a rule, as CNS7126, or the name that kube-linter, kube-score or Polaris has for it");

    public static readonly Shape Reason = new(@"\A(?=.{1,200}\z)\S(?:[^\p{C}]*\S)?\z", "a text of up to 200 characters in one line");

    public static readonly Shape Date = new(@"\A2[0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\z", "a day, as 2027-03-31");

    /// <summary>A path as a router matches it, without a query.</summary>
    public static readonly Shape UrlPath = new(@"\A/[A-Za-z0-9._~/-]{0,252}\z", "a path of letters, digits, '.', '_', '~', '-' and '/', beginning with '/'");

    public static readonly Shape Chat = new(@"\A[^\s]{1,80}\z", "a channel of up to 80 characters without spaces");

    public static readonly Shape Email = new(@"\A[^\s@]{1,64}@[^\s@]{1,253}\z", "an e-mail address");
}
