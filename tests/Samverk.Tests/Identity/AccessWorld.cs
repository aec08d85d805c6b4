using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>One of each thing that a request can name, belonging to one member.</summary>
/// <param name="Ids">By the name that requests call it, in lowerCamelCase.</param>
internal sealed record Belongings(Actor Member, string Email, IReadOnlyDictionary<string, string> Ids);

/// <summary>A cooperative in which two members have the same things, and everybody of the staff has an account.</summary>
internal sealed class AccessWorld(IServiceProvider services)
{
    public const string Password = "four words in a row";

    private readonly Db db = services.GetRequiredService<Db>();

    private readonly Door door = services.GetRequiredService<Door>();

    public static string EmailOf(Role role) => $"{role}@norr.example".ToLowerInvariant();

    public IReadOnlyDictionary<Role, Actor> Staff { get; } = RoleSql.Given.Where(role => role is not Role.Member).ToDictionary(role => role, role => Cooperative.Somebody(role));

    public async Task Found()
    {
        await Write(async tx =>
        {
            await tx.Save(Cooperative.Entity);
            Must(await tx.SetTerms(Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Cooperative.Terms, new { test = true }));
            var fund = new Money(100_000_00, Currency.SEK);
            Must(await tx.Post(new Entry(Id<Entry>.Named(Cooperative.Entity.Id.Value, "opening"), Cooperative.Entity.Id, tx.Today, Cooperative.Entity.Id.Value, "opening", "Opening",
                new Line(Account.Bank, fund), new Line(Account.FundOpening, -fund))));
            await tx.SetAddress(new Uri("https://norr.example"));
            await tx.Set(PayAccountSql.CoolingOff, 0);
            await tx.Set(ClientStandingSql.MonthsKey(Cooperative.Entity.Id), 2);
            foreach (var (role, actor) in Staff)
            {
                Must(await tx.SavePerson(PersonFacts.New(actor.Person, PersonKind.Staff, role.ToString())));
                Must(await tx.CreateAccount(actor.Person, EmailOf(role), Password, [role], "en"));
            }
        });
        await Do(new SetSeller.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, InvoiceBuilder.Seller), Staff[Role.Finance]);
        await Do(new SetLogo.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, EInvoice.LogoTests.Png(0, 1, 1, [0])), Staff[Role.Finance]);
        await Do(new OpenBankAccount.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, "SE4550000000058398257466"), Staff[Role.Finance]);
    }

    /// <summary>A member with one of each.</summary>
    public async Task<Belongings> Member(string name)
    {
        var member = Cooperative.Somebody(Role.Member);
        var (email, spare) = ($"{name}@norr.example", Cooperative.Somebody(Role.Member));
        await Write(async tx =>
        {
            foreach (var (person, mail) in new[] { (member.Person, email), (spare.Person, $"spare-{email}") })
            {
                Must(await tx.SavePerson(PersonFacts.New(person, PersonKind.Member, mail) with { Email = mail }));
                Must(await tx.CreateAccount(person, mail, Password, [Role.Member], "en"));
            }
        });
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entity"] = Text(Cooperative.Entity.Id.Value), ["entry"] = Text(Id<Entry>.Named(Cooperative.Entity.Id.Value, "opening").Value),
            ["member"] = Text(member.Person.Value), ["person"] = Text(member.Person.Value), ["spare"] = Text(spare.Person.Value), ["share"] = Text(Guid.CreateVersion7()),
        };
        await Activities(ids, member, name);
        await Orders(ids, member, name);
        await Invoices(ids, member, name);
        await Rest(ids, member, name);
        await Claims(ids, member, name);
        await Wages(ids, member);
        await Waiting(ids, name);
        return new(member, email, ids);
    }

    private async Task Activities(Dictionary<string, string> ids, Actor member, string name)
    {
        var adviser = Staff[Role.Adviser];
        var opened = new List<Id<Activity>>();
        foreach (var number in (int[])[1, 2])
            opened.Add((await Do(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, $"{name} {number}", ActivityKind.Personal, null, member.Person, ""), adviser)).Activity);
        ids["activity"] = ids["from"] = Text(opened[0].Value);
        ids["to"] = Text(opened[1].Value);
        await Write(async tx =>
        {
            var (found, document) = ((await tx.FindActivity(opened[0]))!, Guid.CreateVersion7());
            ids["code"] = found.Code;
            Must(await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
                new Line(Account.Bank, Kronor(5_000)), new Line(found.Account, -Kronor(5_000)) { Activity = found.Id.Value })));
        });
        ids["transfer"] = Text((await Do(new ProposeTransfer.Command(Guid.CreateVersion7(), opened[0], opened[1], Kronor(10), "costumes"), member)).Value);
        ids["delegation"] = Text((await Do(new InviteToTeam.Command(Guid.CreateVersion7(), opened[0], false, $"friend-{name}@norr.example", null, null), member)).Delegation.Value);
    }

    private async Task Orders(Dictionary<string, string> ids, Actor member, string name)
    {
        var client = (await Do(new EnterClient.Command(Guid.CreateVersion7(), new() { Name = $"Client of {name}", Kind = BuyerKind.Public, Country = "SE", Street = "Skolgatan", PostalCode = "901 84", Town = "Umeå", Language = "sv" }, null), member)).Value;
        await Do(new CheckClient.Command(Guid.CreateVersion7(), client, ClientDecision.Approve, null, null), Staff[Role.Adviser]);
        ids["client"] = Text(client);
        ids["contact"] = Text(await Do(new KeepContact.Command(Guid.CreateVersion7(), client, null, "Anna", "Head", null, null), member));
        var asked = await Order(member, client, Guid.Parse(ids["activity"]), name);
        ids["askedOrder"] = Text(asked);
        await Attach(asked);
        await Do(new SubmitOrder.Command(Guid.CreateVersion7(), asked), member);
        await Do(new DecideOrder.Command(Guid.CreateVersion7(), asked, OrderDecision.Approve, "fine", null), Staff[Role.Adviser]);
        var mail = (await db.Read(Actor.System, async tx => Outcome.Of(await tx.Connection.QuerySingleAsync<string>("select body from store.mail where recipient = @to", new { to = $"clerk-{name}@umea.example" })))).Value;
        ids["confirmation"] = Regex.Match(mail, "/confirm/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        ids["confirmationDocument"] = (await door.Read(new ReadLink.Query(ids["confirmation"]), Actor.Visitor)).Value.Document;
        var order = await Order(member, client, Guid.Parse(ids["activity"]), name);
        ids["order"] = Text(order);
        ids["file"] = await Attach(order);

        async Task<string> Attach(Guid to) => (await Do(new AttachFile.Command(Guid.CreateVersion7(), to, "notes.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes($"notes of {name}"), false), member)).Value;
    }

    private async Task<Guid> Order(Actor member, Guid client, Guid activity, string name)
    {
        var order = Guid.CreateVersion7();
        await Do(new SaveOrder.Command(Guid.CreateVersion7(), order, Content(client, activity, name)), member);
        return order;
    }

    public OrderContent Content(Guid client, Guid activity, string name) => new()
    {
        Activity = activity, Client = client, Title = "Portraits", Description = "Twelve portraits.", Net = Kronor(12_000), From = Today.PlusDays(7), To = Today.PlusDays(9), Place = "Umeå",
        PlaceCountry = "SE", ValidUntil = Today.PlusDays(20), Signers = [new("Anna Berg", $"clerk-{name}@umea.example")],
        Answers = new LegalAnswers { Trade = "photography", ClientSetsPlace = true, ClientSetsHours = false, ClientLeadsWork = false },
    };

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    private async Task Invoices(Dictionary<string, string> ids, Actor member, string name)
    {
        var client = new Client(Id<Client>.New(), $"c-{name}", $"Ljus {name} AB", BuyerKind.Business, "SE", new("SE", "Göteborg", "411 38", "Storgatan", "5"), "SE556036079301", "5560360793",
            $"faktura-{name}@ljus.example", "sv", ClientState.Approved, Today);
        var order = new Order(Id<Order>.New(), $"O-{name}", new(Guid.Parse(ids["activity"])), Cooperative.Entity.Id, client.Id, "Light design", Kronor(9_000), Money.Zero(Currency.SEK), null, OrderState.Draft);
        await Write(async tx =>
        {
            await tx.Save(client, null, "created", "");
            Must(await tx.ActivateOrder(order, null, true, new { test = true }));
        });
        var drafts = await Do(new PlanInvoices.Command(Guid.CreateVersion7(), order.Id, [new(1), new(1), new(1)], SupplyKind.Services), member);
        ids["invoiceFile"] = (await Do(new AttachToDraft.Command(Guid.CreateVersion7(), drafts[0], "hours.csv", "text/csv", System.Text.Encoding.UTF8.GetBytes($"hours of {name}")), member)).Value;
        var issued = (await Do(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), member)).Invoice;
        (ids["activeOrder"], ids["draft"], ids["invoice"], ids["document"]) = (Text(order.Id.Value), Text(drafts[1].Value), Text(issued.Value), Text(issued.Value));
        ids["link"] = (await db.Write(Actor.System, async tx => Outcome.Of((await tx.LinkOf(issued))!))).Value.Split('/')[^1];
        ids["proposal"] = await Proposed(issued);
        ids["otherProposal"] = await Proposed((await Do(new SendInvoice.Command(Guid.CreateVersion7(), drafts[2]), member)).Invoice);
        var verdict = Guid.CreateVersion7();
        await Do(new ProposeVerdict.Command(verdict, order.Id, false, "void"), Staff[Role.Auditor] with { Roles = new HashSet<Role> { Role.Board } });
        ids["verdict"] = Text(verdict);
        await services.GetRequiredService<JobRunner>().RunDue();

        async Task<string> Proposed(Id<Invoice> invoice) =>
            Text((await Do(new ProposeWriteOff.Command(Guid.CreateVersion7(), invoice, "gone"), Staff[Role.Board] with { Roles = new HashSet<Role> { Role.Finance } })).Proposal);
    }

    private async Task Rest(Dictionary<string, string> ids, Actor member, string name)
    {
        var about = Guid.CreateVersion7();
        await Do(new Desk.PostMessage.Command(Guid.CreateVersion7(), "invoicing.order", about, member.Person, "/", "Hello?"), member);
        ids["object"] = ids["about"] = Text(about);
        ids["simulation"] = Text((await Do(new SaveSimulation.Command(Guid.CreateVersion7(), name, "country=SE&from=gross&amount=30000&fee=7"), member)).Value);
        ids["token"] = Text((await Do(new CreateToken.Command(Guid.CreateVersion7(), "spare", false, Today.PlusDays(2), new(Token.Prefix + Secret.New().Value)), member)).Value);
        var row = new BankRow { Amount = 100m, Currency = "SEK", Credit = true, BookingDate = Today, Remittance = name, Counterparty = name, Fingerprint = "" };
        var file = Must(CamtWriter.Write([new BankStatement($"M-{name}", $"S-{name}", "SE4550000000058398257466", "SEK", 0m, 100m, [row])], Today.AtMidnight().InUtc().ToInstant()));
        await Do(new ImportBankFile.Command(Guid.CreateVersion7(), $"{name}.xml", file), Staff[Role.Finance]);
        await Write(async tx =>
        {
            ids["case"] = ids["id"] = Text(await tx.Connection.QuerySingleAsync<Guid>("select id from desk.item where member = @id order by id limit 1", new { id = member.Person.Value }));
            ids["question"] = Text(await tx.Connection.QuerySingleAsync<Guid>("select id from desk.item where member = @id and kind = @Kind", new { id = member.Person.Value, Desk.PostMessage.Kind }));
            (var line, var statement) = await tx.Connection.QuerySingleAsync<(Guid, Guid)>("select id, statement from treasury.line where remittance = @name", new { name });
            (ids["line"], ids["statement"]) = (Text(line), Text(statement));
        });
    }

    /// <summary>A batch of payments that waits for its second person, and one that was released, by people of finance who are nobody of the staff here.</summary>
    private async Task Payments(Dictionary<string, string> ids, Actor member, string name)
    {
        var change = Guid.CreateVersion7();
        Must(await db.Write(Actor.System, async tx => Outcome.Of(await Dapper.SqlMapper.ExecuteAsync(
            tx.Connection, "insert into treasury.setting_change (id, key, value, why, state, made_by, made_on) values (@change, @key, '1', 'x', 'Refused', @by, @Today)",
            new { change, key = $"{change}", by = change, tx.Today }))));
        ids["settingChange"] = Text(change);
        await Write(async tx => await tx.Enter(new ShareValue(
            new(change), Cooperative.Entity.Id, ShareRules.YearEnd(2000 + name.Length), Kronor(1), Today, Today, "accounts", ShareValueState.Entered, new(change), Today)));
        ids["shareValue"] = Text(change);
        ids["payee"] = Text(await Do(
            new EnterPayee.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, $"liabilities:authority:{member.Person}", name, "SE4550000000058398257466", null, null), Cooperative.Somebody(Role.Finance)));
        foreach (var key in (string[])["payBatch", "sentBatch"])
        {
            var claim = await Claim(ids, member, name, key);
            await Do(new SubmitClaim.Command(Guid.CreateVersion7(), claim), member);
            await Do(new ApproveClaim.Command(Guid.CreateVersion7(), claim), Staff[Role.Adviser]);
            await services.GetRequiredService<JobRunner>().RunDue();
            var on = (await db.Read(Actor.System, tx => tx.EarliestPayDay(Cooperative.Entity))).Value;
            var batch = await Do(new MakeBatch.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, on, [claim]), Cooperative.Somebody(Role.Finance));
            if (key is "sentBatch") await Do(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), Cooperative.Somebody(Role.Finance));
            (ids["due"], ids[key]) = (Text(claim), Text(batch));
        }
    }

    private async Task<Guid> Claim(Dictionary<string, string> ids, Actor member, string name, string number)
    {
        var (claim, content) = (Guid.CreateVersion7(), new ClaimContent(CostKind.Expense, new(Guid.Parse(ids["activity"])), Today, $"Shop of {name}", number, "paper", Kronor(4), Kronor(1), true));
        await Do(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), member);
        await Do(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 {number} of {name}")), member);
        return claim;
    }

    /// <summary>A bank account, a claim in writing and one handed in.</summary>
    private async Task Claims(Dictionary<string, string> ids, Actor member, string name)
    {
        ids["payAccount"] = Text((await Do(new ChangePayAccount.Command(Guid.CreateVersion7(), "SE4550000000058398257466", null, name), member)).Account);
        foreach (var key in (string[])["claim", "submittedClaim"])
        {
            var claim = await Claim(ids, member, name, key);
            if (key is "submittedClaim") await Do(new SubmitClaim.Command(Guid.CreateVersion7(), claim), member);
            ids[key] = Text(claim);
        }

        // Written as it stands: the country's limit for equipment is no matter of access.
        await Write(async tx =>
        {
            var claim = (await tx.FindClaim(Guid.Parse(ids["claim"])))!;
            await tx.RegisterThing(claim, Thing.IdOf(claim.Id), new("", 12));
            await tx.PlaceThing(Thing.IdOf(claim.Id), claim.Content.Activity, member.Person, "");
            await tx.TakeStep<ThingState>(Thing.States, Thing.IdOf(claim.Id), null, ThingState.InUse, "bought", "");
            ids["thing"] = Text(Thing.IdOf(claim.Id));
        });
        await Payments(ids, member, name);
    }

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
            await Insured(tx, ids, member);
        });

        // The payslip was too high: a claim is open.
        static async Task Corrected(Dictionary<string, string> ids, Tx tx, PayrollRun paid, RunPayslip slip)
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

        static async Task Away(Tx tx, Dictionary<string, string> ids, Id<Activity> activity, Actor member)
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

        static async Task Insured(Tx tx, Dictionary<string, string> ids, Actor member)
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

        static async Task Engaged(Dictionary<string, string> ids, Tx tx, Work work)
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

        static async Task<AskedWage> Approved(Tx tx, Work work, bool asked)
        {
            var wage = new AskedWage(Id<AskedWage>.New(), work.Id, work.Entity, work.Activity, work.Person, work.Author, WageBasis.Gross, Kronor(1), Kronor(1), Kronor(1), WageState.Requested, null, work.MadeOn);
            await tx.Ask(wage);
            if (!asked) Must(await tx.Move(wage, WageState.Approved, "approved", ""));
            return wage;
        }
    }

    /// <summary>What waits for a second person, brought by somebody of finance who is nobody of the staff here.</summary>
    private async Task Waiting(Dictionary<string, string> ids, string name)
    {
        var brings = Cooperative.Somebody(Role.Finance);
        var own = new EnterOwnValue.Command(Guid.CreateVersion7(), "facts", "se.invoice.term", Today.PlusYears(name.Length), null, JsonDocument.Parse("20").RootElement, "minutes");
        ids["ownValue"] = Text((await Do(own, brings)).Value);
        var clients = "reference,name,kind,country\n" + string.Concat(Enumerable.Range(0, ImportFile.AloneUpTo + 1).Select(number => $"{name}-{number},Old client {number} of {name},private,SE\n"));
        ids["batch"] = Text((await Do(ImportFile.Command.Of("clients", System.Text.Encoding.UTF8.GetBytes(clients)), brings)).Batch);
    }

    private static Money Kronor(long kronor) => new(kronor * 100, Currency.SEK);

    private static string Text(Guid id) => id.ToString();

    private async Task Write(Func<Tx, Task> work) => Must(await db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    }));

    private async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => Must(await door.Run(command, actor));

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }
}
