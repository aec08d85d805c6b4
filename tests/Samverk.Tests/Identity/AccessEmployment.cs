using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>Work, wages, absences, insurance and declarations of a member.</summary>
internal sealed partial class AccessWorld
{
    /// <summary>Written as it stands: the law of the day is no matter of access.</summary>
    private async Task Wages(Dictionary<string, string> ids, Actor member)
    {
        var (day, activity) = (Today.PlusDays(3), new Id<Activity>(Guid.Parse(ids["activity"])));
        var adviser = Cooperative.Somebody(Role.Adviser);
        await Write(async tx =>
        {
            var facts = new DatedTaxFacts(Id<DatedTaxFacts>.New(), Cooperative.Entity.Id, member.Person, Today, Employment.Workshop.Side, TaxFactsState.Entered, member.Person);
            await tx.Enter(facts);
            ids["facts"] = Text(facts.Id.Value);
            var employer = new EmployerFacts(Id<EmployerFacts>.New(), Cooperative.Entity.Id, Today, Employment.Workshop.Side, "notice", TaxFactsState.Entered, adviser.Person);
            await tx.Enter(employer);
            ids["employerFacts"] = Text(employer.Id.Value);
            await Away(tx, ids, activity, member);
            foreach (var (key, hour) in new[] { ("work", 8), ("lateWork", 10), ("wage", 12), ("payslip", 14), ("openPayslip", 16), ("engagedWork", 18) })
            {
                var work = new Work(Id<Work>.New(), Cooperative.Entity.Id, activity, member.Person, adviser.Person, "perAssignment", "SE", "Umeå", "lighting", "none",
                    [new WorkDay(day, new LocalTime(hour, 0), 60)], WorkState.Requested, key is "lateWork", Today);
                await tx.Announce(work, "announced", "");
                ids[key] = Text(work.Id.Value);
                if (key is "work" or "lateWork") continue;
                if (key is "engagedWork")
                {
                    await Engaged(ids, tx, work);
                    continue;
                }

                var wage = await Approved(tx, work, key is "wage");
                ids[key] = Text(wage.Id.Value);
                if (key is "wage") continue;
                var run = new PayrollRun(Id<PayrollRun>.New(), Cooperative.Entity.Id, day, RunState.Computed, 1, adviser.Person, adviser.Person, null);
                await tx.Save(run, null, "opened", "");
                await tx.PutIn([wage.Id], run.Id);
                var slip = new RunPayslip(Guid.CreateVersion7(), run.Id, run.Entity, member.Person, day, false, null, wage.Gross, Kronor(0), Kronor(0), Kronor(0), new SlipContent("SE", day, [], []),
                    [new PayslipPart(wage.Id, activity, wage.Gross, Kronor(0), Kronor(0), wage.Cost, Kronor(0), Kronor(0), [])], Kronor(0), Kronor(0));
                await tx.Add(run.Id, [slip]);
                if (key is "payslip") await tx.Close(run.Id);
                if (key is "payslip") await Corrected(ids, tx, run, slip);
                (ids[key], ids["run"]) = (Text(slip.Id), Text(run.Id.Value));
            }

            await Declared(tx, ids, member, day);
            await Insured(tx, ids, member);
        });
    }

    private static async Task Declared(Tx tx, Dictionary<string, string> ids, Actor member, LocalDate day)
    {
        var declaration = new Declaration(
            Guid.CreateVersion7(), Cooperative.Entity.Id, $"told-{member.Person}", "Told", "Authority", ["pay.gross"], "se.declaration.told", null, day, day, day, null, DeclarationState.Due, false, null, null, null, null, Today);
        await tx.Declare(declaration);
        ids["declaration"] = Text(declaration.Id);
        var told = declaration with { Id = Guid.CreateVersion7(), Kind = $"accepted-{member.Person}" };
        await tx.Declare(told);
        told = Must(await tx.Move(told, DeclarationState.Prepared, "prepared", ""));
        told = Must(await tx.Move(told with { SentOn = Today }, DeclarationState.Sent, "sent", ""));
        Must(await tx.Move(told with { Receipt = "1", ReceiptFile = Must(await tx.StoreFile("%PDF-1.7 receipt"u8.ToArray(), "application/pdf")) }, DeclarationState.Accepted, "accepted", ""));
        ids["receipt"] = Text(told.Id);
    }

    /// <summary>The payslip was too high: a claim is open.</summary>
    private static async Task Corrected(Dictionary<string, string> ids, Tx tx, PayrollRun paid, RunPayslip slip)
    {
        var run = paid with { Id = Id<PayrollRun>.New(), IsCorrection = true };
        await tx.Save(run, null, "opened", "");
        await tx.Save(new Correction(run.Id, CorrectionReason.Facts, "put right", slip.Id, slip.Person, slip.PayDay, slip.PayDay, []));
        var correction = slip with { Id = Guid.CreateVersion7(), Run = run.Id, Gross = Kronor(0), Tax = Kronor(500), Parts = [], Corrects = slip.Id, Version = 2 };
        await tx.Add(run.Id, [correction]);
        await tx.Close(run.Id);
        await tx.MakeClaim(correction, Kronor(500));
        (ids["wageClaim"], ids["correctionRun"]) = (Text(correction.Id), Text(run.Id.Value));
    }

    private static async Task Away(Tx tx, Dictionary<string, string> ids, Id<Activity> activity, Actor member)
    {
        var absence = new Absence(Id<Absence>.New(), Cooperative.Entity.Id, activity, member.Person, member.Person, AbsenceKind.Sick, tx.Today, tx.Today.PlusDays(2), AbsenceState.Reported, tx.Today)
        {
            Certificate = Must(await tx.StoreFile([0xFF, 0xD8, 0xFF, 1], "image/jpeg")),
        };
        Must(await tx.Save(absence, null, "reported", ""));
        var plan = new SalaryPlan(Id<SalaryPlan>.New(), Cooperative.Entity.Id, activity, member.Person, member.Person, Kronor(1), tx.Today.ToYearMonth(), tx.Today.ToYearMonth(), PlanState.Requested, tx.Today);
        await tx.Ask(plan);
        (ids["absence"], ids["plan"], ids["view"]) = (Text(absence.Id.Value), Text(plan.Id.Value), Text(Guid.CreateVersion7()));
    }

    private static async Task Insured(Tx tx, Dictionary<string, string> ids, Actor member)
    {
        var paper = Must(await tx.StoreFile(System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 papers of {member.Person}"), "application/pdf"));
        var proof = new Proof(Id<Proof>.New(), Cooperative.Entity.Id, member.Person, ProofKind.Hours, tx.Today, tx.Today, $"{member.Person}", ProofCode.New(), paper, "en", member.Person, new(Guid.Parse(ids["engagement"])), tx.Now);
        await tx.Add(proof);
        var policy = new Policy(
            Id<Policy>.New(), Cooperative.Entity.Id, PolicyKind.Accident, "Norrskydd", $"{member.Person}", "accidents", Currency.SEK, null, tx.Today.PlusDays(-1), tx.Today.PlusDays(300), null, PolicyCovers.Activities,
            [new(Guid.Parse(ids["activity"]))], null, PolicyState.InForce, member.Person, tx.Today) { File = paper };
        Must(await tx.Save(policy, null, "entered", ""));
        var incident = new Incident(Id<Incident>.New(), Cooperative.Entity.Id, member.Person, member.Person, tx.Today.AtMidnight(), "Umeå", "fell", true, "", "", IncidentState.Reported, tx.Today);
        Must(await tx.Save(incident, null, "reported", ""));
        var (file, claim) = (Guid.CreateVersion7(), new InsuranceClaim(Id<InsuranceClaim>.New(), incident.Id, policy.Id, Currency.SEK, InsuranceClaimState.Reported, null, tx.Today));
        await tx.AddFile(file, incident.Id, paper, "application/pdf");
        Must(await tx.Save(claim, null, "reported", ""));
        (ids["proof"], ids["proofCode"], ids["policy"], ids["incident"]) = (Text(proof.Id.Value), proof.Code.Value, Text(policy.Id.Value), Text(incident.Id.Value));
        (ids["incidentFile"], ids["insuranceClaim"]) = (Text(file), Text(claim.Id.Value));
    }

    private static async Task Engaged(Dictionary<string, string> ids, Tx tx, Work work)
    {
        var (one, token) = (new Engagement(
            Id<Engagement>.New(), Guid.CreateVersion7(), work.Entity, work.Activity, work.Person, "Kim Berg", "kim@crew.example", null, "en", work.Contract, "SE", work.Place, work.Role, work.Risk,
            work.Days, Kronor(1), EngagementState.Invited, work.MadeOn.PlusDays(14), work.MadeOn), EngagementToken.New());
        await tx.Invite(one);
        await tx.Add(one.Id, token);
        await tx.Keep(one with { Work = work.Id });
        var contract = await tx.Draft(work, new ContractTerms("SE", work.Contract, "en", "Norr", $"Kim Berg {work.Id}", null, work.Role, work.Place, work.Risk, work.Days, Kronor(1)) { Insurer = "Skatteverket" });
        Must(contract);
        ids["contract"] = Text(contract.Value.Id.Value);
        (ids["engagement"], ids["engaged"]) = (Text(one.Id.Value), token.Value);
    }

    private static async Task<AskedWage> Approved(Tx tx, Work work, bool asked)
    {
        var wage = new AskedWage(Id<AskedWage>.New(), work.Id, work.Entity, work.Activity, work.Person, work.Author, WageBasis.Gross, Kronor(1), Kronor(1), Kronor(1), WageState.Requested, null, work.MadeOn);
        await tx.Ask(wage);
        if (!asked) Must(await tx.Move(wage, WageState.Approved, "approved", ""));
        return wage;
    }
}
