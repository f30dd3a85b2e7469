using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Platforms;

/// <summary>Reads the profile of a platform, which a company's package brings along.</summary>
internal sealed class ProfileFile(ObjectReader root)
{
    public const string ApiVersion = "cloudnative/profile/v1";

    private static readonly Profile Usual = Profile.Usual;

    /// <summary>Reads the file; what is usual where there is none, or where it cannot be read, which is then reported.</summary>
    public static Profile Read(SourceText? file, DiagnosticBag diagnostics) =>
        file is not null && ServiceFile.Parse(file, diagnostics, ApiVersion) is { } mapping ? new ProfileFile(new ObjectReader(mapping, null, diagnostics)).Read() : Usual;

    private Profile Read()
    {
        root.Require("apiVersion");
        root.OneOf("apiVersion", ApiVersion);
        var profile = ReadImages(ReadExposure(new Profile
        {
            Registry = root.Text("registry", Shapes.Registry),
            Sizes = ReadSizes(),
            PriorityClass = root.Text("priorityClass", Shapes.HostName),
            LabelPrefix = root.Text("labelPrefix", Shapes.HostName) is { } prefix ? prefix.Value + "/" : "",
            MonitoringNamespace = root.Text("monitoringNamespace", Shapes.DnsLabel)?.Value ?? Usual.MonitoringNamespace,
            HasOperator = root.Truth("operator") ?? false,
            RequiresDigest = root.Truth("requireDigest") ?? false,
            SecretStore = root.Text("secretStore", Shapes.DnsLabel)?.Value,
            MarathonContainer = root.OneOf("marathonContainer", "MESOS", "DOCKER")?.Value ?? Usual.MarathonContainer,
        }));
        root.Finish();
        return profile;
    }

    private Profile ReadExposure(Profile profile)
    {
        if (root.Object("exposure") is not { } exposure)
        {
            return profile;
        }

        profile = profile with
        {
            ExposureKind = exposure.OneOf("kind", ExposureSection.Route, ExposureSection.Ingress, ExposureSection.MarathonLb)?.Value ?? Usual.ExposureKind,
            ExposureTls = exposure.Truth("tls") ?? true,
            Gateway = exposure.Text("gateway", Shapes.HostName)?.Value ?? Usual.Gateway,
            GatewayNamespace = exposure.Text("gatewayNamespace", Shapes.DnsLabel)?.Value ?? Usual.GatewayNamespace,
            IngressClass = exposure.Text("ingressClass", Shapes.HostName)?.Value,
        };
        exposure.Finish();
        return profile;
    }

    private Profile ReadImages(Profile profile)
    {
        if (root.Object("images") is not { } images)
        {
            return profile;
        }

        profile = profile with
        {
            ConsulImage = images.Text("consul", Shapes.Image)?.Value ?? Usual.ConsulImage,
            PrometheusImage = images.Text("prometheus", Shapes.Image)?.Value ?? Usual.PrometheusImage,
        };
        images.Finish();
        return profile;
    }

    /// <summary>Reads <c>sizes: {small: {requests: {cpu: 100m, memory: 256Mi}, limits: {cpu: "1"}}}</c>; the first is the usual one.</summary>
    private IReadOnlyList<ResourceSize> ReadSizes()
    {
        if (root.Object("sizes") is not { } sizes || sizes.Fields.Count == 0)
        {
            return Usual.Sizes;
        }

        var read = new List<ResourceSize>();
        foreach (var field in sizes.Fields)
        {
            if (!Shapes.DnsLabel.Matches(field.Name))
            {
                root.WrongValue(field.Position, "the name of a size", Shapes.DnsLabel.Rule, $"'{field.Name}'");
            }
            else if (sizes.Object(field.Name) is { } size)
            {
                var (requests, limits) = ResourcesSection.Read(size);
                read.Add(new ResourceSize(field.Name, requests, limits));
            }
        }

        return read.Count > 0 ? read : Usual.Sizes;
    }
}
