-- An entry and its lines come in one statement, so that triggers of the statement see both whole: one look for any number of rows. What was
-- asked row by row before (foreign keys, a deferred check of each entry) is asked here once, and an entry alone is refused at once instead
-- of at commit.
--
-- PostgreSQL keeps the plans of these statements for the whole session: made for an empty table or a batch of 20,000 entries they would
-- read whole tables for each later entry. "offset 0" and the settings leave it one way, which is right for all sizes: from each row by index.

alter table ledger.line drop constraint line_entry_fkey;     -- check_lines: every line has its entry, whole
alter table ledger.entry drop constraint entry_entity_fkey;  -- check_lines: its lines' accounts are of its entity, and those keep their key
alter table ledger.seal drop constraint seal_entry_fkey;     -- check_seals
alter table ledger.seal drop constraint seal_entity_fkey;
drop trigger has_lines on ledger.entry;
drop function ledger.check_entry();

-- Closed periods of an entity have no gaps: the last day says all.
create index on ledger.closed_period (entity, upper(days));

create function ledger.check_entries() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    bad uuid;
begin
    select id into bad from posted where not exists (select from ledger.line where entry = posted.id and number = 1 offset 0) limit 1;
    if bad is not null then raise exception 'entry % has no lines', bad; end if;
    return null;
end $$;

create trigger whole after insert on ledger.entry referencing new table as posted
    for each statement execute function ledger.check_entries();

-- Whole entries: first to last number, zero per currency, one entity, one date. Lines cannot be added later: number 1 is taken by then.
-- Whoever closes a period waits for those who hold a share of its lock, and those who come later see it closed. No row lock: writers who
-- share one would rewrite the row of the entity each time.
create or replace function ledger.check_lines() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    bad      uuid;
    back     uuid;
    claims   boolean;
    posted   uuid[];
    entities uuid[];
    numbers  bigint[];
    dates    date[];
    fund     uuid;
begin
    select (array_agg(found.id) filter (where found.bad))[1], (array_agg(found.id) filter (where found.back))[1], bool_or(found.claims),
        array_agg(found.id), array_agg(found.entity), array_agg(found.number), array_agg(found.date), count(ledger.share_open_periods(found.entity))
    into bad, back, claims, posted, entities, numbers, dates
    from (
        select part.entry as id, min(entry.number) as number, (array_agg(entry.entity))[1] as entity, min(entry.date) as date, bool_or(part.claims) as claims,
            (bool_or(part.total <> 0) or sum(part.count) <> min(entry.lines) or min(part.first) <> 1 or max(part.last) <> min(entry.lines)
                or bool_or(part.entity <> entry.entity) or bool_or(part.since <> entry.date or part.until <> entry.date)) is not false as bad,
            bool_or(entry.reverses is not null and not exists (select from ledger.entry first where first.id = entry.reverses and first.entity = entry.entity offset 0)) as back
        from (
            select added.entry, added.currency, account.entity, count(*) as count, min(added.number) as first, max(added.number) as last,
                min(added.date) as since, max(added.date) as until, sum(added.amount) as total, bool_or(account.fund and added.amount > 0) as claims
            from added
            left join lateral (
                select entity, code like 'equity:guarantee-fund:%' as fund from ledger.account where id = added.account offset 0
            ) account on true
            group by added.entry, added.currency, account.entity
        ) part
        left join lateral (select entity, date, lines, number, reverses from ledger.entry where id = part.entry offset 0) entry on true
        group by part.entry
    ) found;
    if bad is not null then raise exception 'entry % is not whole: it does not balance, or mixes entities, dates or numbers', bad; end if;
    if back is not null then raise exception 'entry % takes back an entry of another entity', back; end if;

    if exists (
        select from (select one.entity, min(one.date) as first from unnest(entities, dates) as one (entity, date) group by one.entity offset 0) touched
        where touched.first < (select upper(days) from ledger.closed_period where entity = touched.entity order by upper(days) desc limit 1)
    ) then
        raise exception 'the period is closed' using errcode = 'LP001';
    end if;

    insert into ledger.unsealed (entry, entity, number) select * from unnest(posted, entities, numbers);
    if not claims then return null; end if;

    -- The fund is never below zero, whoever posts. One at a time, because each decision needs the sum of all others.
    for fund in
        select distinct account.entity from added
        cross join lateral (select entity, code from ledger.account where id = added.account offset 0) account
        where account.code like 'equity:guarantee-fund:%' and added.amount > 0
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
    return null;
end $$;

create function ledger.share_open_periods(entity uuid) returns void language sql volatile as
    'select pg_advisory_xact_lock_shared(hashtextextended($1::text, 6))';

create function ledger.lock_open_periods(entity uuid) returns void language sql volatile as
    'select pg_advisory_xact_lock(hashtextextended($1::text, 6))';

-- Whoever closes by hand waits for those who post as well.
create function ledger.wait_for_posters() returns trigger language plpgsql as $$
begin
    perform ledger.lock_open_periods(new.entity);
    return new;
end $$;
create trigger alone before insert on ledger.closed_period for each row execute function ledger.wait_for_posters();

create function ledger.check_seals() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    bad uuid;
begin
    select entry into bad from added where not exists (select from ledger.entry where id = added.entry and entity = added.entity offset 0) limit 1;
    if bad is not null then raise exception 'no entry % of this entity can be sealed', bad; end if;
    return null;
end $$;
create trigger whole after insert on ledger.seal referencing new table as added
    for each statement execute function ledger.check_seals();

-- Posts in one round trip. Owners are the places of each line's entry in the arrays before them, from 1.
-- True: all of them are in the books now. False: one of the ids was used for something else.
create function ledger.post(
    poster uuid, hand uuid, moment timestamptz,
    ids uuid[], entities uuid[], dates date[], document_dates date[], documents uuid[], kinds text[], texts text[], reversals uuid[], counts smallint[], prints bytea[],
    owners int[], numbers smallint[], codes text[], amounts bigint[], currencies text[], activities uuid[], members uuid[], clients uuid[]
) returns boolean language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    count bigint;
begin
    with posted as (
        insert into ledger.entry (id, entity, date, document_date, document, kind, text, reverses, lines, person, acted_by, posted_at, fingerprint)
        select entry.id, entry.entity, entry.date, entry.document_date, entry.document, entry.kind, entry.text, entry.reverses, entry.lines, poster, hand, moment, entry.print
        from unnest(ids, entities, dates, document_dates, documents, kinds, texts, reversals, counts, prints)
            as entry (id, entity, date, document_date, document, kind, text, reverses, lines, print)
        on conflict (id) do nothing
        returning id
    )
    insert into ledger.line (entry, number, account, date, amount, currency, activity, member, client)
    select ids[line.owner], line.number,
        coalesce((select id from ledger.account where entity = entities[line.owner] and code = line.code), ledger.new_account(entities, owners, codes, entities[line.owner], line.code)),
        dates[line.owner], line.amount, line.currency, line.activity, line.member, line.client
    from unnest(owners, numbers, codes, amounts, currencies, activities, members, clients)
        as line (owner, number, code, amount, currency, activity, member, client)
    where (ids[line.owner] in (select id from posted)) is true;  -- not a join but one hash, whatever PostgreSQL thinks the arrays hold

    get diagnostics count = row_count;
    if count = cardinality(owners) then return true; end if;
    -- This statement sees an entry that somebody else posted while the one before waited.
    return (
        select count(*) = cardinality(ids) from unnest(ids, prints) as wanted (id, print)
        where exists (select from ledger.entry where entry.id = wanted.id and entry.fingerprint = wanted.print offset 0)
    );
end $$;

-- The number of an account that the statement before did not see. The first one that is missing brings all of them, in an order, so that
-- two who need the same new accounts wait for each other instead of deadlocking.
create function ledger.new_account(entities uuid[], owners int[], codes text[], its_entity uuid, its_code text) returns int language plpgsql
    set enable_seqscan = off as $$
declare
    known int;
begin
    select id into known from ledger.account where entity = its_entity and code = its_code;
    if known is not null then return known; end if;
    insert into ledger.account (entity, code)
    select distinct entities[line.owner], line.code from unnest(owners, codes) as line (owner, code)
    where not exists (select from ledger.account known where known.entity = entities[line.owner] and known.code = line.code offset 0)
    order by 1, 2
    on conflict do nothing;
    return (select id from ledger.account where entity = its_entity and code = its_code);
end $$;
