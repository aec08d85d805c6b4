using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The next step of a membership, as a button of the member's page sends it.</summary>
public sealed class StepForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Step { get; set; }

    public string? Reason { get; set; }

    public Guid Share { get; set; }

    public DateOnly? PaidOn { get; set; }

    public Guid Entity { get; set; }

    /// <returns><c>field-invalid</c> for a step that no button has.</returns>
    internal async Task<Refusal?> Take(Door door, Actor actor, Id<Person> person) => Step switch
    {
        "begin" => (await door.Run(new BeginMembership.Command(Request, person, new(Entity)), actor)).Refusal,
        "informed" => (await door.Run(new RecordContact.Command(Request, person, Contact.InfoSession, null), actor)).Refusal,
        "advised" => (await door.Run(new RecordContact.Command(Request, person, Contact.Consultation, null), actor)).Refusal,
        "apply" => (await door.Run(new ApplyForMembership.Command(Request, person, AcceptsStatutes: true), actor)).Refusal,
        "paid" => PaidOn is { } paid
            ? (await door.Run(new RecordSharePayment.Command(Request, person, new(Share), LocalDate.FromDateOnly(paid)), actor)).Refusal
            : new Refusal("field-missing") { Field = "paidOn" },
        "recommend" => (await door.Run(new RecommendAdmission.Command(Request, person), actor)).Refusal,
        "admit" => (await door.Run(new AdmitMember.Command(Request, person), actor)).Refusal,
        "refuse" => (await door.Run(new RefuseApplication.Command(Request, person, Reason ?? ""), actor)).Refusal,
        "notice" => (await door.Run(new GiveNotice.Command(Request, person), actor)).Refusal,
        "withdraw" => (await door.Run(new WithdrawNotice.Command(Request, person), actor)).Refusal,
        _ => new Refusal("field-invalid") { Field = "step" },
    };
}
