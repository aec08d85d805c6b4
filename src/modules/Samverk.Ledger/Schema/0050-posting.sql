-- One door into the journal. Entry and lines are written by a posting alone, and a posting is checked before a row of it exists: what comes out
-- is whole by how it is made. Its lines take their date, their entity and their numbers from the entry, so only what the caller says is left to
-- be looked at. The checks that ran over the written rows until now cost more than the rows.

drop trigger whole on ledger.entry;
drop function ledger.check_entries();
drop trigger whole on ledger.line;
drop function ledger.check_lines();
drop function ledger.post(uuid, uuid, timestamptz, uuid[], uuid[], date[], date[], uuid[], text[], text[], uuid[], smallint[], bytea[],
    int[], smallint[], text[], bigint[], text[], uuid[], uuid[], uuid[]);
drop function ledger.share_open_periods(uuid);

-- Read and sealed in the order of posting, and cheapest to write in it.
alter table ledger.unsealed drop constraint unsealed_pkey;
alter table ledger.unsealed add primary key (number);

create function ledger.refuse_bare() returns trigger language plpgsql as $$
begin
    raise exception '%.% takes postings only', tg_table_schema, tg_table_name;
end $$;
create trigger by_posting before insert on ledger.entry
    for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_bare();
create trigger by_posting before insert on ledger.line
    for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_bare();

-- What is inserted here is posted: one row for any number of entries. The first arrays have a place for each entry, those from codes on one for
-- each line, in the order of the entries; counts say how many lines are whose.
-- Returning posted. True: all of them are in the books now. False: one of the ids was used for something else.
create view ledger.posting as
select
    null::uuid as poster, null::uuid as hand, null::timestamptz as moment,
    null::uuid[] as ids, null::uuid[] as entities, null::date[] as dates, null::date[] as document_dates, null::uuid[] as documents,
    null::text[] as kinds, null::text[] as texts, null::uuid[] as reversals, null::smallint[] as counts, null::bytea[] as prints,
    null::text[] as codes, null::bigint[] as amounts, null::text[] as currencies,
    null::uuid[] as activities, null::uuid[] as members, null::uuid[] as clients,
    null::boolean as posted
where false;

-- The way of all: any number of entries, and whatever is particular about one. The arrays come into variables first: PostgreSQL finds a place in
-- those at once, in a column's it counts from the beginning. It keeps the plans of these statements for the whole session: made for an empty
-- table or a batch of 20,000 entries they would read whole tables for each later entry, so they are made once and for all sizes.
-- Written: how many lines are in the journal already; null = none, write them.
create function ledger.post_any(posting ledger.posting, written bigint) returns boolean language plpgsql
    set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    ids        uuid[]     := posting.ids;
    entities   uuid[]     := posting.entities;
    dates      date[]     := posting.dates;
    reversals  uuid[]     := posting.reversals;
    counts     smallint[] := posting.counts;
    codes      text[]     := posting.codes;
    amounts    bigint[]   := posting.amounts;
    currencies text[]     := posting.currencies;
    activities uuid[]     := posting.activities;
    members    uuid[]     := posting.members;
    clients    uuid[]     := posting.clients;
    owners     int[]      := '{}';     -- of each line, its entry's place
    before     int[]      := '{}';     -- of each entry, how many lines come before its own
    at         int        := 0;
    total      bigint;
    mixed      boolean    := false;
    claims     boolean    := false;
    reverses   boolean    := false;
    shared     uuid;                   -- the entity whose lock is held
    held       boolean;
    fund       uuid;
begin
    for owner in 1 .. cardinality(ids) loop
        -- Whoever closes a period waits for those who hold a share of its lock, and those who come later see it closed. No row lock: writers
        -- who share one would rewrite the row of the entity each time. An assignment, because PERFORM would start a statement.
        if entities[owner] is distinct from shared then
            shared := entities[owner];
            held := pg_advisory_xact_lock_shared(hashtextextended(shared::text, 6)) is not null;
        end if;
        if reversals[owner] is not null then reverses := true; end if;
        total := 0;
        before[owner] := at;
        for number in 1 .. counts[owner] loop
            at := at + 1;
            owners[at] := owner;
            total := total + amounts[at];
            if currencies[at] <> currencies[before[owner] + 1] then mixed := true; end if;
            if codes[at] like 'equity:guarantee-fund:%' and amounts[at] > 0 then claims := true; end if;
        end loop;
        if total <> 0 then raise exception 'entry % is not whole: it does not balance', ids[owner]; end if;
    end loop;
    if at <> cardinality(codes) or at <> cardinality(amounts) then raise exception 'an entry is not whole: it says how many lines it has'; end if;
    if mixed and exists (select from generate_series(1, at) as one group by owners[one], currencies[one] having sum(amounts[one]) <> 0) then
        raise exception 'an entry is not whole: it does not balance in each of its currencies';
    end if;

    if written is null then
        with posted as (
            insert into ledger.entry (id, entity, date, document_date, document, kind, text, reverses, lines, person, acted_by, posted_at, fingerprint)
            select entry.id, entry.entity, entry.date, entry.document_date, entry.document, entry.kind, entry.text, entry.reverses, entry.lines,
                posting.poster, posting.hand, posting.moment, entry.print
            from unnest(ids, entities, dates, posting.document_dates, posting.documents, posting.kinds, posting.texts, reversals, counts, posting.prints)
                as entry (id, entity, date, document_date, document, kind, text, reverses, lines, print)
            where not exists (select from ledger.closed_period period where period.entity = entry.entity and upper(period.days) > entry.date offset 0)
            on conflict (id) do nothing
            returning id, entity, number
        ), waiting as (
            insert into ledger.unsealed (entry, entity, number) select id, posted.entity, number from posted
        )
        insert into ledger.line (entry, number, account, date, amount, currency, activity, member, client)
        select ids[owners[one]], one - before[owners[one]],
            coalesce(
                (select id from ledger.account known where known.entity = entities[owners[one]] and known.code = codes[one]),
                ledger.new_account(entities, owners, codes, entities[owners[one]], codes[one])),
            dates[owners[one]], amounts[one], currencies[one], activities[one], members[one], clients[one]
        from generate_series(1, at) as one
        where (ids[owners[one]] in (select id from posted)) is true;  -- not a join but one hash, whatever PostgreSQL thinks the arrays hold
        get diagnostics written = row_count;
    end if;
    if written < at then
        -- These statements see an entry that somebody else posted while the one before waited.
        if exists (select from unnest(ids) as wanted (id) where not exists (select from ledger.entry where entry.id = wanted.id offset 0)) then
            raise exception 'the period is closed' using errcode = 'LP001';
        end if;
        return not exists (
            select from unnest(ids, posting.prints) as wanted (id, print)
            where not exists (select from ledger.entry where entry.id = wanted.id and entry.fingerprint = wanted.print offset 0)
        );
    end if;

    if reverses and exists (
        select from unnest(ids, entities, reversals) as back (id, entity, first)
        where first is not null and not exists (select from ledger.entry where entry.id = back.first and entry.entity = back.entity offset 0)
    ) then
        raise exception 'an entry takes back an entry of another entity';
    end if;

    -- The fund is never below zero, whoever posts. One at a time, because each decision needs the sum of all others.
    if claims then
        for fund in
            select distinct entities[owners[one]] from generate_series(1, at) as one
            where codes[one] like 'equity:guarantee-fund:%' and amounts[one] > 0
            order by 1
        loop
            perform pg_advisory_xact_lock(hashtextextended(fund::text, 5));
            if exists (
                select from ledger.account join ledger.line on line.account = account.id
                where account.entity = fund and account.code like 'equity:guarantee-fund:%'
                group by line.currency having sum(line.amount) > 0
            ) then
                raise exception 'the guarantee fund would be below zero' using errcode = 'LF001';
            end if;
        end loop;
    end if;

    return true;
end $$;

-- One entry, as everybody posts all day. PL/pgSQL prepares each of its expressions anew in each transaction, which for those above costs more than
-- the entry itself; here everything is said in one statement, and only an entry that something is particular about is looked at above.
create function ledger.post() returns trigger language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    held    boolean;
    plain   boolean;
    written bigint;
begin
    if cardinality(new.ids) = 1 and cardinality(new.codes) <= 50 then
        held := pg_advisory_xact_lock_shared(hashtextextended((new.entities[1])::text, 6)) is not null;
        with posted as (
            insert into ledger.entry (id, entity, date, document_date, document, kind, text, reverses, lines, person, acted_by, posted_at, fingerprint)
            select new.ids[1], new.entities[1], new.dates[1], new.document_dates[1], new.documents[1], new.kinds[1], new.texts[1], new.reversals[1], new.counts[1],
                new.poster, new.hand, new.moment, new.prints[1]
            where not exists (select from ledger.closed_period period where period.entity = new.entities[1] and upper(period.days) > new.dates[1])
            on conflict (id) do nothing
            returning id, number
        ), waiting as (
            insert into ledger.unsealed (entry, entity, number) select id, new.entities[1], number from posted
        ), line as (
            insert into ledger.line (entry, number, account, date, amount, currency, activity, member, client)
            select posted.id, one,
                coalesce(
                    (select id from ledger.account known where known.entity = new.entities[1] and known.code = new.codes[one]),
                    ledger.new_account(new.entities, array_fill(1, array[cardinality(new.codes)]), new.codes, new.entities[1], new.codes[one])),
                new.dates[1], new.amounts[one], new.currencies[one], new.activities[one], new.members[one], new.clients[one]
            from posted, generate_series(1, new.counts[1]) as one
            returning amount, currency
        )
        select count(*),
            count(*) = cardinality(new.codes) and count(*) = cardinality(new.amounts) and sum(amount) = 0 and min(currency) = max(currency)
                and new.reversals[1] is null and array_to_string(new.codes, ' ') not like '%equity:guarantee-fund:%'
        into written, plain
        from line;
    end if;

    new.posted := plain is true or ledger.post_any(new, written);
    return new;
end $$;
create trigger posts instead of insert on ledger.posting for each row execute function ledger.post();
