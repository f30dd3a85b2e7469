using CloudNative.Sdk.Manifests.Linting;

namespace CloudNative.Sdk.Manifests.Tests.Linting;

public sealed class LintRulesTests
{
    private const string Workload = "Deployment 'checkout'";
    private const string Container = $"{Workload}: container 'checkout'";

    private const string Job = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: night, labels: {app.kubernetes.io/instance: night}}
        spec:
          startingDeadlineSeconds: 60
          jobTemplate:
            spec:
              template:
                metadata: {labels: {app.kubernetes.io/name: checkout}}
                spec:
                  restartPolicy: Never
                  priorityClassName: low
                  automountServiceAccountToken: false
                  serviceAccountName: checkout
                  securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: night
                    image: registry.example.org/night:1.0
                    imagePullPolicy: Always
                    securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                    envFrom: [{configMapRef: {name: checkout-config}}]
                    env: [{name: Payments__Timeout, value: "00:00:01"}]
                    resources: {requests: {cpu: 1, memory: 1, ephemeral-storage: 1}, limits: {cpu: 1, memory: 1, ephemeral-storage: 1}}

        """;

    private const string Set = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: store, labels: {app.kubernetes.io/instance: store}, annotations: {exception.cloudnative.sdk/CNS7011: "not ours"}}
        spec:
          serviceName: store
          selector: {matchLabels: {app.kubernetes.io/name: checkout}}
          template:
            metadata: {labels: {app.kubernetes.io/name: checkout}}
            spec:
              priorityClassName: low
              automountServiceAccountToken: false
              terminationGracePeriodSeconds: 60
              topologySpreadConstraints: [{}]
              affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app.kubernetes.io/name: checkout}}}]}}
              containers: []

        """;

    private const string Headless = "---\napiVersion: v1\nkind: Service\nmetadata: {name: store}\nspec: {clusterIP: None, selector: {app.kubernetes.io/name: checkout}, ports: [{name: h, port: 80, targetPort: http}]}\n";

    private const string Role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: shell}\nrules: [{resources: [pods/exec], verbs: [create]}]\n";

    public static TheoryData<string, string, string, string> Edits => new()
    {
        { "CNS7014", "  HOME: /tmp\n", "  HOME: /tmp\n  Bearer: a\n  Payments__Timeout: a\n", "ConfigMap 'checkout-config-%' has the key 'Bearer', which looks like a secret; move it to a Secret, or rename it" },
        { "CNS7016", "        readinessProbe:\n", "        otherProbe:\n", $"{Container} has no readinessProbe; state one" },
        { "CNS7020", ":1.4.2\n        imagePullPolicy", ":latest\n        imagePullPolicy", $"{Container} runs the image 'registry.example.org/shop-checkout:latest', which names no version; state a tag other than 'latest', or a digest" },
        { "CNS7020", ":1.4.2\n        imagePullPolicy", "\n        imagePullPolicy", $"{Container} runs the image 'registry.example.org/shop-checkout', which names no version; state a tag other than 'latest', or a digest" },
        { "CNS7040", "terminationGracePeriodSeconds: 40", "terminationGracePeriodSeconds: 34", $"{Workload} is killed after 34 s, but drain, preStop and shutdown take up to 35 s; set terminationGracePeriodSeconds to 35 or above" },
        { "CNS7040", "          periodSeconds: 10\n", "          periodSeconds: 2\n", $"{Workload} restarts container 'checkout' after 6 s, before readiness gives up after 15 s; let liveness give up later" },
        { "CNS7041", "        startupProbe:\n", "        lifecycle: {preStop: {sleep: {seconds: 1}}}\n        startupProbe:\n", $"{Workload} drains for 5 s by itself and has a preStop hook too, so that a stop takes twice the time; keep one of the two" },
        { "CNS7041", "        cloudnative.sdk/drain-seconds: \"5\"\n", "", $"{Workload} does not drain, so that a stop fails requests which are on their way; call builder.AddCloudNative(), or add a preStop hook that sleeps" },
        { "CNS7042", "path: /healthz/live", "path: /healthz/ready", $"{Container} asks 'ops/healthz/ready' as its livenessProbe and as its readinessProbe, so that a slow dependency restarts it; use a path of its own" },
        { "CNS7050", "- name: ops\n          containerPort: 8081", "- name: ops\n          containerPort: 8080", $"{Workload} has two ports of the number '8080'; choose another" },
        { "CNS7101", "  type: ClusterIP\n  selector:\n    app.kubernetes.io/name: checkout", "  type: ClusterIP\n  selector:\n    app.kubernetes.io/name: other", "Service 'checkout' finds no pods with its selector; use the labels of the pod template" },
        { "CNS7102", "      serviceAccountName: checkout\n", "      serviceAccountName: checkout\n      serviceAccount: checkout\n", $"{Workload} uses the old field serviceAccount; use serviceAccountName" },
        { "CNS7103", "      - name: tmp\n        emptyDir", "      - name: sock\n        hostPath: {path: /var/run/docker.sock}\n      - name: tmp\n        emptyDir", $"{Workload} mounts '/var/run/docker.sock' of the node; use a volume of its own" },
        { "CNS7104", "            - ALL\n", "            - CHOWN\n", $"{Container} keeps capabilities of the kernel; set securityContext.capabilities.drop to [ALL]" },
        { "CNS7104", "            - ALL\n", "            - ALL\n            add: [NET_ADMIN]\n", $"{Container} adds capabilities of the kernel; remove securityContext.capabilities.add" },
        { "CNS7105", "        - name: POD_NAMESPACE\n", "        - name: POD_NAME\n", $"{Container} states the variable 'POD_NAME' twice; remove one" },
        { "CNS7106", "        - name: POD_NAMESPACE\n", "        - name: PASSWORD\n          value: geheim\n        - name: POD_NAMESPACE\n", $"{Container} states the variable 'PASSWORD' in clear; use valueFrom.secretKeyRef" },
        { "CNS7107", "      enableServiceLinks: false\n", "      hostNetwork: true\n", $"{Workload} shares Network with its node; remove hostNetwork" },
        { "CNS7108", "    targetPort: http\n", "    targetPort: web\n", "Service 'checkout' leads to port 'web', which no container of its pods has; correct targetPort" },
        { "CNS7111", "            path: /healthz/live\n            port: ops\n", "            path: /healthz/live\n            port: oops\n", $"{Container} has no port 'oops', which its livenessProbe asks; name it under ports" },
        { "CNS7113", "topologyKey: kubernetes.io/hostname", "topologyKey: rack", $"{Workload} may run all instances on one node; add a podAntiAffinity with the topologyKey kubernetes.io/hostname" },
        { "CNS7114", "apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", "PodDisruptionBudget 'checkout' has the apiVersion policy/v1beta1, which goes away; use the stable one" },
        { "CNS7115", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", $"{Container} can write to its root file system; set securityContext.readOnlyRootFilesystem to true, and mount a volume where it must write" },
        { "CNS7116", "      serviceAccountName: checkout\n", "      serviceAccountName: nobody\n", $"{Workload} runs as the ServiceAccount 'nobody', which is not here; add it, or correct serviceAccountName" },
        { "CNS7117", "  maxUnavailable: 1\n", "  maxUnavailable: 0\n", "PodDisruptionBudget 'checkout' lets no instance go, so that no node can be drained; set maxUnavailable to 1" },
        { "CNS7117", "  maxUnavailable: 1\n", "  minAvailable: 2\n", "PodDisruptionBudget 'checkout' keeps 2 of at least 2 instances, so that no node can be drained; use maxUnavailable: 1 in place of minAvailable" },
        { "CNS7118", "  unhealthyPodEvictionPolicy: AlwaysAllow\n", "", "PodDisruptionBudget 'checkout' keeps a node from being drained as long as an instance is broken; set unhealthyPodEvictionPolicy to AlwaysAllow" },
        { "CNS7119", "          allowPrivilegeEscalation: false\n", "", $"{Container} can gain privileges; set securityContext.allowPrivilegeEscalation to false" },
        { "CNS7120", "          privileged: false\n", "          privileged: true\n", $"{Container} is privileged; set securityContext.privileged to false" },
        { "CNS7121", "          runAsNonRoot: true\n", "          runAsNonRoot: false\n", $"{Container} may run as root; set securityContext.runAsNonRoot to true" },
        { "CNS7122", "          containerPort: 8080\n", "          containerPort: 22\n", $"{Container} opens port 22; use kubectl exec or kubectl debug" },
        { "CNS7123", "        fsGroup: 10654\n", "        fsGroup: 10654\n        sysctls: [{name: kernel.msgmax, value: '1'}]\n", $"{Workload} changes the setting 'kernel.msgmax' of the node's kernel; remove it from securityContext.sysctls" },
        { "CNS7124", "            cpu: 100m\n", "", $"{Container} has no resources.requests.cpu; state it" },
        { "CNS7125", "            memory: 256Mi\n", "", $"{Container} has no resources.requests.memory; state it" },
        { "CNS7126", "            ephemeral-storage: 128Mi\n", "", $"{Container} has no resources.requests.ephemeral-storage; state it" },
        { "CNS7127", "    type: RollingUpdate\n", "    type: Recreate\n", $"{Workload} stops all instances before it starts new ones; set strategy.type to RollingUpdate" },
        { "CNS7129", "          service:\n            name: checkout\n", "          service:\n            name: basket\n", "Ingress 'checkout' leads to port 'http' of the Service 'basket', which is not here; correct the backend" },
        { "CNS7132", "imagePullPolicy: Always", "imagePullPolicy: IfNotPresent", $"{Container} may run an image that lies on the node, without the right to pull it; set imagePullPolicy to Always" },
        { "CNS7133", "kind: PodDisruptionBudget\n", "kind: Other\n", $"{Workload} has no PodDisruptionBudget, so that all instances may be evicted at once; add one" },
        { "CNS7134", "  - Egress\n", "", $"{Workload} has no NetworkPolicy of the type Egress, so that any connection is allowed; add one" },
        { "CNS7138", "          runAsUser: 10654\n", "          runAsUser: 1654\n", $"{Container} may run as a user or group of the node; set securityContext.runAsUser and runAsGroup to 10000 or above" },
        { "CNS7139", "  type: ClusterIP\n", "  type: NodePort\n", "Service 'checkout' opens a port on every node; use ClusterIP with an HTTPRoute or an Ingress" },
        { "CNS7140", "  revisionHistoryLimit: 5\n", "  replicas: 3\n", $"{Workload} states replicas, which each rollout resets though an autoscaler owns them; remove replicas" },
        { "CNS7142", "    app.kubernetes.io/component: service\n", "    app.kubernetes.io/component: a b\n", "ServiceAccount 'checkout' has the label 'app.kubernetes.io/component' with the value 'a b', which Kubernetes refuses; use up to 63 letters, digits, '-', '_' and '.'" },
        { "CNS7143", "    kind: Deployment\n    name: checkout\n", "    kind: Deployment\n    name: basket\n", "HorizontalPodAutoscaler 'checkout' scales Deployment 'basket', which is not here; correct scaleTargetRef" },
        { "CNS7144", "  minReplicas: 2\n", "  minReplicas: 1\n", "HorizontalPodAutoscaler 'checkout' may leave fewer than 2 instances; set minReplicas to 2 or above" },
        { "CNS7145", "      topologySpreadConstraints:\n", "      other:\n", $"{Workload} may run all instances in one zone; add topologySpreadConstraints" },
        { "CNS7147", "          seccompProfile:\n            type: RuntimeDefault\n", "          seccompProfile:\n            type: Unconfined\n", $"{Container} has no filter of system calls; set securityContext.seccompProfile.type to RuntimeDefault" },
        { "CNS7148", "    polaris.fairwinds.com/priorityClassNotSet-exempt: \"true\"\n    exception.cloudnative.sdk/priorityClassNotSet:", "    other:", $"{Workload} has no priority, so that any pod may displace it; set priorityClassName" },
        { "CNS7150", "      automountServiceAccountToken: false\n", "      automountServiceAccountToken: true\n", $"{Workload} gets a token of the cluster; set automountServiceAccountToken to false" },
        { "CNS7151", "          privileged: false\n", "          procMount: Unmasked\n", $"{Container} sees all of /proc; remove securityContext.procMount" },
        { "CNS7152", "          containerPort: 8080\n", "          containerPort: 8080\n          hostPort: 80\n", $"{Container} takes port 80 of its node; remove hostPort and use a Service" },
        { "CNS7153", "  tls:\n", "  other:\n", "Ingress 'checkout' answers without TLS; state spec.tls" },
        { "CNS7157", "          app.kubernetes.io/name: catalog\n", "          app.kubernetes.io/name: stock\n", $"{Workload} calls 'catalog' in code, but no egress rule of its NetworkPolicy allows that; add one" },
        { "CNS7011", "  Payments__Timeout: \"00:00:05\"\n", "", $"{Workload} requires 'Payments:Timeout', which nothing states; state it in its ConfigMap or by a Secret" },
        { "CNS7012", "  HOME: /tmp\n", "  HOME: /tmp\n  Payment__Retries: '3'\n", $"{Workload} gets 'Payment:Retries', which its code never reads; remove it, or correct its name" },
        { "CNS7080", "  - type: Resource\n", "  - type: Pods\n    pods: {metric: {name: shop_orders_plced_total}}\n  - type: Resource\n", "HorizontalPodAutoscaler 'checkout' scales by 'shop_orders_plced_total', which the code does not declare; did you mean 'shop_orders_placed_total'?" },
    };

    public static TheoryData<string, string, string> Additions => new()
    {
        { "CNS7109", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec: {}\n", "Job 'once' stays for ever once it is finished; set ttlSecondsAfterFinished" },
        { "CNS7109", Job.Replace("      template:\n", "      ttlSecondsAfterFinished: 9\n      template:\n", StringComparison.Ordinal), "CronJob 'night' deletes its jobs before their history is full; remove ttlSecondsAfterFinished from jobTemplate" },
        { "CNS7130", Job.Replace("  startingDeadlineSeconds: 60\n", "", StringComparison.Ordinal), "CronJob 'night' may start long after its time; set startingDeadlineSeconds" },
        { "CNS7131", Job.Replace("restartPolicy: Never", "restartPolicy: Always", StringComparison.Ordinal), "CronJob 'night' has no restartPolicy that a job may have; set Never or OnFailure" },
        { "CNS7149", Job.Replace("instance: night", "instance: day", StringComparison.Ordinal), "CronJob 'night' has another name than its label app.kubernetes.io/instance says; make them equal" },
        { "CNS7135", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: lost}\nspec: {podSelector: {matchLabels: {app: lost}}}\n", "NetworkPolicy 'lost' finds no pods with its podSelector; use the labels of the pod template" },
        { "CNS7141", Set, "StatefulSet 'store' names no headless Service, so that its pods have no address; add a Service with clusterIP None, and name it in spec.serviceName" },
        { "CNS7112", Set.Replace("selector: {matchLabels: {app.kubernetes.io/name: checkout}}", "selector: {matchLabels: {app.kubernetes.io/name: checkout, a: b}}", StringComparison.Ordinal) + Headless, "StatefulSet 'store' does not find its own pods; use labels of its template in spec.selector" },
        { "CNS7030", Set.Replace("selector: {matchLabels: {app.kubernetes.io/name: checkout}}", "selector: {matchLabels: {}}", StringComparison.Ordinal) + Headless, "StatefulSet 'store' has a selector without 'app.kubernetes.io/name=checkout', which release.json records; a selector can never change, so put the label back" },
        { "CNS7128", Set.Replace("StatefulSet", "Deployment", StringComparison.Ordinal).Replace("  serviceName: store\n", "  replicas: 1\n", StringComparison.Ordinal), "Deployment 'store' runs fewer than 2 instances, so that the loss of one stops the service; set replicas" },
        { "CNS7155", Role, "Role 'shell' lets its holders run programs in pods; remove pods/exec and pods/attach" },
        { "CNS7156", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: all}\nroleRef: {kind: ClusterRole, name: cluster-admin}\n", "ClusterRoleBinding 'all' gives the ClusterRole 'cluster-admin', which can do everything or open shells in pods; give a narrower one" },
    };

    [Fact]
    public void What_is_generated_has_no_findings() => Assert.Equal([], LintInput.Check(LintInput.Folder));

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_that_breaks_a_rule_is_found(string id, string from, string to, string message) =>
        Assert.Contains(LintInput.Check(LintInput.Edited(from, to)), finding => IsLike(finding, $"{id} {message}"));

    [Theory]
    [MemberData(nameof(Additions))]
    public void An_object_that_breaks_a_rule_is_found(string id, string document, string message) =>
        Assert.Contains($"{id} {message}", LintInput.Check(LintInput.With(document)));

    [Theory]
    [InlineData(Job)]
    [InlineData(Set + Headless)]
    public void An_object_that_keeps_the_rules_is_left_alone(string document) => Assert.Equal([], LintInput.Check(LintInput.With(document)));

    [Fact]
    public void Every_rule_fires_in_one_of_these_tests() =>
        Assert.Equal(
            LintRules.All.Select(rule => rule.Id).Except(["CNS7021"]),
            Edits.Select(row => row.Data.Item1).Concat(Additions.Select(row => row.Data.Item1)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_digest_is_asked_for_where_it_is_required()
    {
        var required = new LintOptions { RequiresDigest = true };

        Assert.Equal(2, LintInput.Check(LintInput.Folder, required).Count(finding => finding.StartsWith($"CNS7021 {Container} runs the image", StringComparison.Ordinal)));
        Assert.Equal([], LintInput.Check(LintInput.Folder));
    }

    /// <summary>The hash in a name is nobody's concern here.</summary>
    private static bool IsLike(string finding, string expected) =>
        expected.Split('%') is [var start, var end] ? finding.StartsWith(start, StringComparison.Ordinal) && finding.EndsWith(end, StringComparison.Ordinal) : finding == expected;
}
