using CloudNative.Sdk.Telemetry;
using CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

// What the source generator writes for the types and messages of this folder. These tests do without it: its facts would collect the meters that other tests
// expect to be unknown. The packed packages are tested with it.
[assembly: ClassifiedType("CloudNative.Sdk.Telemetry.Tests.Logs.Redaction.Vault+Entry", Secrets = ["Key"])]
[assembly: ClassifiedType(typeof(AccountException), PersonalData = ["Account"])]
[assembly: ClassifiedType(typeof(Customer), ShowsMembers = true, PersonalData = ["Email", "Home"], Secrets = ["Pin"])]
[assembly: ClassifiedType(typeof(Envelope<>), PersonalData = ["To"])]
[assembly: ClassifiedType(typeof(Boxed), ShowsMembers = true)]
[assembly: ClassifiedType(typeof(Careless), Secrets = ["Pin"])]
[assembly: ClassifiedType(typeof(CardException), Secrets = ["Card"])]
[assembly: ClassifiedType(typeof(CardPayment), ShowsMembers = true, Secrets = ["Number"])]
[assembly: ClassifiedType(typeof(Order), ShowsMembers = true)]
[assembly: ClassifiedType(typeof(PaidOrder), ShowsMembers = true)]
[assembly: ClassifiedType(typeof(Throwing), Secrets = ["Key"])]
[assembly: ClassifiedType(typeof(Vip), ShowsMembers = true, PersonalData = ["Email", "Home"], Secrets = ["Pin"])]
[assembly: ClassifiedLogMessage("account {Account} failed", PersonalData = ["account"])]
[assembly: ClassifiedLogMessage("customer {Name,10} of {Town} with {Code}", PersonalData = ["name"], Secrets = ["code"])]
[assembly: ClassifiedLogMessage("hi {@Name}", PersonalData = ["name"])]
[assembly: ClassifiedLogMessage("{A} {B} {C} {D} {E} {F} {G}", PersonalData = ["b", "g"])]
