using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

internal static class ClaimSql
{
    /// <summary>States in which a receipt counts as used; the same as in the database's indexes.</summary>
    public const string Used = "state in ('Submitted', 'Checked', 'Approved', 'Partly', 'Paid')";

    public static async Task<Claim?> FindClaim(this Tx tx, Guid id) => (await tx.SelectClaims("id = @id", new { id })).SingleOrDefault();

    /// <summary>Two decisions about a claim take turns.</summary>
    public static async Task<Claim?> LockClaim(this Tx tx, Guid id) => (await tx.SelectClaims("id = @id", new { id }, "for no key update")).SingleOrDefault();

    /// <param name="where">A condition on expenses.claim; written here, never by a person.</param>
    public static async Task<IReadOnlyList<Claim>> SelectClaims(this Tx tx, string where, object values, string last = "order by created desc, id desc") =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"""
             select id, kind, activity, entity, member, state, date, supplier, number, what, currency, net, vat, claimed, deductible, addressed, encode(receipt, 'hex') as receipt,
                    receipt_name, iban, bic, reference, due, created, submitted, journey::text as journey,
                    equipment::text as equipment
             from expenses.claim where {where} {last}
             """,
            values)).Select(row => row.ToClaim())];

    /// <summary>Saves what the claim says now, and the step to it where its state is another.</summary>
    public static async Task Save(this Tx tx, Claim claim, ClaimState? was, string @event, string why = "")
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into expenses.claim (id, kind, activity, entity, member, state, date, supplier, number, what, currency, net, vat, claimed, deductible, addressed, receipt, receipt_name,
                iban, bic, reference, due, supplier_key, number_key, created, submitted, journey, equipment)
            values (@Id, @Kind, @Activity, @Entity, @Member, @State, @Date, @Supplier, @Number, @What, @Currency, @Net, @Vat, @Claimed, @Deductible, @Addressed, decode(@Receipt, 'hex'),
                @ReceiptName, @Iban, @Bic, @Reference, @Due, @SupplierKey, @NumberKey, @Created, @Submitted, @Journey::jsonb, @Equipment::jsonb)
            on conflict (id) do update set kind = @Kind, activity = @Activity, entity = @Entity, state = @State, date = @Date, supplier = @Supplier, number = @Number, what = @What,
                currency = @Currency, net = @Net, vat = @Vat, claimed = @Claimed, deductible = @Deductible, addressed = @Addressed, receipt = decode(@Receipt, 'hex'),
                receipt_name = @ReceiptName, iban = @Iban, bic = @Bic, reference = @Reference, due = @Due, supplier_key = @SupplierKey, number_key = @NumberKey, submitted = @Submitted,
                journey = @Journey::jsonb, equipment = @Equipment::jsonb
            """,
            Columns(claim));
        if (was != claim.State || @event is "corrected") await tx.TakeStep(Claim.States, claim.Id, was, claim.State, @event, why);
    }

    /// <summary>
    /// Another claim that has used the same receipt: by the file, or by supplier, number and amount. Whoever hands in one of the two first
    /// wins; the other waits here until that is decided.
    /// </summary>
    public static async Task<Claim?> UsedBefore(this Tx tx, Claim claim)
    {
        var (supplier, number) = (ClaimRules.KeyOf(claim.Content.Supplier), ClaimRules.KeyOf(claim.Content.Number));
        foreach (var name in new[] { $"receipt {claim.Receipt!.Hash}", $"number {supplier} {number}" })
            await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name, 1631))", new { name });
        return (await tx.SelectClaims(
            $"id <> @Id and {Used} and (receipt = decode(@receipt, 'hex') or number_key <> '' and number_key = @number and supplier_key = @supplier and claimed = @gross and currency = @currency)",
            new { claim.Id, receipt = claim.Receipt.Hash.Value, number, supplier, gross = claim.Gross.Minor, currency = claim.Gross.Currency.Code })).FirstOrDefault();
    }

    /// <summary>Whether another claim looks like this one: the same supplier (of a journey: the same person), day and amount, whatever its number and photograph.</summary>
    public static Task<bool> LooksUsed(this Tx tx, Claim claim) => tx.Connection.QuerySingleAsync<bool>(
        $"select exists (select from expenses.claim where id <> @Id and {Used} and supplier_key = @supplier and (supplier_key <> '' or member = @member) and date = @Date and claimed = @gross and currency = @currency)",
        new { claim.Id, supplier = ClaimRules.KeyOf(claim.Content.Supplier), member = claim.Member.Value, claim.Content.Date, gross = claim.Gross.Minor, currency = claim.Gross.Currency.Code });

    /// <summary>The generated code of a supplier: the same for the same account.</summary>
    public static async Task<string> SupplierCode(this Tx tx, string iban)
    {
        await tx.Connection.ExecuteAsync("insert into expenses.supplier (iban) values (@iban) on conflict (iban) do nothing", new { iban });
        return await tx.Connection.QuerySingleAsync<string>("select code from expenses.supplier where iban = @iban", new { iban });
    }

    private static object Columns(Claim claim) => new
    {
        claim.Id, Kind = claim.Kind.ToString(), Activity = claim.Content.Activity.Value, Entity = claim.Entity.Value, Member = claim.Member.Value, State = claim.State.ToString(),
        claim.Content.Date, claim.Content.Supplier, claim.Content.Number, claim.Content.What, Currency = claim.Gross.Currency.Code, Net = claim.Content.Net.Minor, Vat = claim.Content.Vat.Minor,
        Claimed = claim.Claimed?.Minor, Deductible = claim.Deductible.Minor, claim.Content.Addressed, Receipt = claim.Receipt?.Hash.Value, ReceiptName = claim.Receipt?.Name,
        claim.Content.PayTo?.Iban, claim.Content.PayTo?.Bic, claim.Content.PayTo?.Reference, claim.Content.PayTo?.Due,
        SupplierKey = ClaimRules.KeyOf(claim.Content.Supplier), NumberKey = ClaimRules.KeyOf(claim.Content.Number), claim.Created, claim.Submitted,
        Journey = JourneySql.Write(claim.Journey), Equipment = ThingSql.Write(claim.Equipment),
    };

    private sealed record Row(
        Guid Id, CostKind Kind, Guid Activity, Guid Entity, Guid Member, ClaimState State, LocalDate Date, string Supplier, string Number, string What, Currency Currency, long Net, long Vat,
        long? Claimed, long Deductible, bool Addressed, string? Receipt, string? Receipt_Name, string? Iban, string? Bic, string? Reference, LocalDate? Due, LocalDate Created, LocalDate? Submitted,
        string? Journey, string? Equipment)
    {
        public Claim ToClaim() => new(
            Id, new(Entity), new(Member), State,
            new(Kind, new(Activity), Date, Supplier, Number, What, new(Net, Currency), new(Vat, Currency), Addressed, Iban is null ? null : new(Iban, Bic, Reference, Due)),
            new(Deductible, Currency), Claimed is { } claimed ? new Money(claimed, Currency) : null,
            Receipt is null ? null : new(FileHash.Parse(Receipt, null), Receipt_Name ?? ""), Created, Submitted) { Journey = JourneySql.Read(Journey), Equipment = ThingSql.Read(Equipment) };
    }
}
