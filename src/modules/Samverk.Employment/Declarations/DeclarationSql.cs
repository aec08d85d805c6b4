using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class DeclarationSql
{
    private const string Select =
        """
        select id, entity, kind, name, authority, array_to_string(wants, ' ') as wants, rests_on, work, first_day, last_day, deadline, corrects, state, late, sent_on, receipt, receipt_file, code, made_on
        from employment.declaration
        """;

    public static async Task<Declaration?> FindDeclaration(this Tx tx, Guid id) => (await tx.SelectDeclarations("id = @id", new { id })).SingleOrDefault();

    public static async Task<Declaration?> LockDeclaration(this Tx tx, Guid id) =>
        (await tx.Connection.QueryAsync<Row>($"{Select} where id = @id for update", new { id })).SingleOrDefault()?.ToDeclaration();

    /// <summary>The latest deadline first.</summary>
    public static async Task<IReadOnlyList<Declaration>> SelectDeclarations(this Tx tx, string where, object values) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} where {where} order by deadline desc, made_on desc, id desc", values)).Select(row => row.ToDeclaration())];

    /// <summary>Becomes due once, however often it is told.</summary>
    /// <returns>Whether it is new.</returns>
    public static async Task<bool> Declare(this Tx tx, Declaration declaration)
    {
        if (0 == await tx.Connection.ExecuteAsync(
            """
            insert into employment.declaration (id, entity, kind, name, authority, wants, rests_on, work, first_day, last_day, deadline, corrects, state, made_on)
            values (@Id, @entity, @Kind, @Name, @Authority, @wants, @RestsOn, @work, @From, @To, @Deadline, @Corrects, 'Due', @MadeOn)
            on conflict do nothing
            """,
            new
            {
                declaration.Id, entity = declaration.Entity.Value, declaration.Kind, declaration.Name, declaration.Authority, wants = declaration.Wants.ToArray(), declaration.RestsOn,
                work = declaration.Work?.Value, declaration.From, declaration.To, declaration.Deadline, declaration.Corrects, declaration.MadeOn,
            })) return false;
        await tx.TakeStep(Declaration.States, declaration.Id, null, DeclarationState.Due, declaration.Corrects is null ? "due" : "correction-due", "");
        return true;
    }

    /// <summary>Takes one arrow and keeps what came with it. The caller holds the lock.</summary>
    public static async Task<Outcome<Declaration>> Move(this Tx tx, Declaration declaration, DeclarationState to, string @event, string why)
    {
        if (Declaration.States.Refuse(declaration.State, to) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            "update employment.declaration set state = @to, late = @Late, sent_on = @SentOn, receipt = @Receipt, receipt_file = @file, code = @Code where id = @Id",
            new { declaration.Id, to = to.ToString(), declaration.Late, declaration.SentOn, declaration.Receipt, file = declaration.ReceiptFile?.Value, declaration.Code });
        await tx.TakeStep(Declaration.States, declaration.Id, declaration.State, to, @event, why);
        return declaration with { State = to };
    }

    public static Task NoteLate(this Tx tx, Declaration declaration) =>
        tx.Connection.ExecuteAsync("update employment.declaration set late = true where id = @Id", new { declaration.Id });

    /// <summary>The figures as they are to be sent; those of before go.</summary>
    public static async Task Fix(this Tx tx, Guid declaration, IReadOnlyList<Declared> people)
    {
        await tx.Connection.ExecuteAsync("delete from employment.declared where declaration = @declaration", new { declaration });
        await tx.Connection.ExecuteAsync(
            "insert into employment.declared (declaration, person, currency, gross, tax, contributions, payslips) values (@declaration, @person, @Currency, @gross, @tax, @contributions, @payslips)",
            people.Select(one => new
            {
                declaration, person = one.Person.Value, one.Gross.Currency, gross = one.Gross.Minor, tax = one.Tax.Minor, contributions = one.Contributions.Minor, payslips = one.Payslips.ToArray(),
            }));
    }

    public static async Task<IReadOnlyList<Declared>> Fixed(this Tx tx, Guid declaration) => Read(await tx.Connection.QueryAsync<SumRow>(
        "select person, currency, gross, tax, contributions, array_to_string(payslips, ' ') as payslips from employment.declared where declaration = @declaration order by person", new { declaration }));

    /// <summary>What the released payslips of a period say now, by person. Who was paid nothing at all is not declared; who was and should not have been is, with zero.</summary>
    public static async Task<IReadOnlyList<Declared>> PaidIn(this Tx tx, Id<LegalEntity> entity, LocalDate from, LocalDate to) => Read(await tx.Connection.QueryAsync<SumRow>(
        """
        select person, currency, sum(gross)::bigint as gross, sum(tax)::bigint as tax, sum(employer + employee - additions)::bigint as contributions, string_agg(id::text, ' ' order by id) as payslips
        from employment.payslip where entity = @entity and released and pay_day between @from and @to
        group by person, currency having bool_or(gross <> 0 or tax <> 0 or employer <> 0 or employee <> 0 or additions <> 0) order by person
        """,
        new { entity = entity.Value, from, to }));

    /// <summary>Months of the past year in which an entity has paid wages.</summary>
    public static async Task<IReadOnlyList<LocalDate>> PaidMonths(this Tx tx, Id<LegalEntity> entity) => [.. await tx.Connection.QueryAsync<LocalDate>(
        """
        select distinct date_trunc('month', pay_day)::date as month from employment.payslip
        where entity = @entity and released and pay_day >= @since and (gross <> 0 or tax <> 0 or employer <> 0 or employee <> 0 or additions <> 0) order by month
        """,
        new { entity = entity.Value, since = new LocalDate(tx.Today.Year, tx.Today.Month, 1).PlusMonths(-24) })];

    private static IReadOnlyList<Declared> Read(IEnumerable<SumRow> rows) =>
        [.. rows.Select(row => new Declared(new(row.Person), new(row.Gross, row.Currency), new(row.Tax, row.Currency), new(row.Contributions, row.Currency),
            [.. row.Payslips.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)]))];

    private sealed record SumRow(Guid Person, Currency Currency, long Gross, long Tax, long Contributions, string Payslips);

    private sealed record Row(
        Guid Id, Guid Entity, string Kind, string Name, string Authority, string Wants, string Rests_On, Guid? Work, LocalDate First_Day, LocalDate Last_Day, LocalDate Deadline, Guid? Corrects,
        DeclarationState State, bool Late, LocalDate? Sent_On, string? Receipt, string? Receipt_File, string? Code, LocalDate Made_On)
    {
        public Declaration ToDeclaration() => new(
            Id, new(Entity), Kind, Name, Authority, Wants.Split(' '), Rests_On, Work is { } work ? new Id<Work>(work) : null, First_Day, Last_Day, Deadline, Corrects, State, Late, Sent_On, Receipt,
            Receipt_File is { } file ? FileHash.Parse(file, null) : null, Code, Made_On);
    }
}
