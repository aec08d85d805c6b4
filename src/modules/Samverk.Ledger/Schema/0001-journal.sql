create schema ledger;
create extension if not exists btree_gist;

-- The legal entities of this cooperative: association, cooperative, service company, education company.
create table ledger.entity (
    id       uuid    primary key,
    code     text    not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,30}$'),  -- the first part of its accounts
    name     text    not null,
    country  char(2) not null,
    currency char(3) not null
);
-- All account codes begin with the entity's code, and seals name its id; only its name may change.
create trigger fixed before update of id, code, country, currency or delete or truncate on ledger.entity
    for each statement execute function store.refuse_change();

-- One row per account that was ever posted to; made by the first posting. Codes are generated, never names of people.
create table ledger.account (
    id     int  generated always as identity primary key,
    entity uuid not null references ledger.entity,
    code   text not null check (
        code ~ '^(assets|liabilities|equity|income|expenses)(:[a-z0-9][a-z0-9-]*)+$' and length(code) <= 120),
    unique (entity, code)
);
create trigger append_only before update or delete or truncate on ledger.account
    for each statement execute function store.refuse_change();

create table ledger.entry (
    id            uuid        primary key,
    number        bigint      generated always as identity,  -- the order of posting
    entity        uuid        not null references ledger.entity,
    date          date        not null,                      -- booking date
    document_date date        not null,                      -- the date on the document that caused it
    document      uuid        not null,                      -- what caused it
    kind          text        not null check (kind ~ '^[a-z][a-z0-9-]*$'),  -- the event kind that posted it
    text          text        not null check (text ~ '\S'),                 -- why, in words that name no person
    reverses      uuid        references ledger.entry,       -- a correction points to what it corrects
    lines         smallint    not null check (lines >= 2),
    person        uuid        not null,
    acted_by      uuid,
    posted_at     timestamptz not null,
    fingerprint   bytea       not null                       -- of everything that the caller said
);
create unique index on ledger.entry (number);
create index on ledger.entry (document);
create unique index on ledger.entry (reverses) where reverses is not null;

create table ledger.line (
    entry    uuid     not null references ledger.entry,
    number   smallint not null,
    account  int      not null,
    date     date     not null,                              -- the entry's, so that a balance needs one index only
    amount   bigint   not null check (amount <> 0),          -- minor units; debit positive, credit negative
    currency char(3)  not null,
    activity uuid,
    member   uuid,
    client   uuid,
    primary key (entry, number)
);
-- Balances are sums over this index, never rows of their own: those would make writers queue up. The index answers alone only for pages
-- that a vacuum has seen, so that comes early.
create index line_balance on ledger.line (account, date) include (amount, currency);
alter table ledger.line set (autovacuum_vacuum_insert_scale_factor = 0.01);

create trigger append_only before update or delete or truncate on ledger.entry
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on ledger.line
    for each statement execute function store.refuse_change();

-- A period that is closed takes no more entries. Through which day, per entity; ranges of one entity never overlap.
create table ledger.closed_period (
    entity    uuid        not null references ledger.entity,
    days      daterange   not null check (not isempty(days)),
    closed_at timestamptz not null,
    person    uuid        not null,
    exclude using gist (entity with =, days with &&)
);
create trigger append_only before update or delete or truncate on ledger.closed_period
    for each statement execute function store.refuse_change();

-- What an account held at the end of a closed period, from the beginning of the books. No row = nothing was held and nothing moved.
create table ledger.closed_balance (
    account  int     not null references ledger.account,
    currency char(3) not null,
    through  date    not null,
    amount   bigint  not null,
    primary key (account, through, currency)
);
create trigger append_only before update or delete or truncate on ledger.closed_balance
    for each statement execute function store.refuse_change();

-- All lines of an entry come in one statement, so this runs once per posting and sees whole entries: first to last number, zero per
-- currency, one entity, one date. Lines cannot be added later: number 1 is taken by then.
--
-- PostgreSQL keeps the plans of these statements for the whole session: made for an empty table or a batch of 20,000 entries they would
-- read whole tables for each later entry. "lateral … offset 0" leaves it one way, which is right for all sizes: from each line by index.
create function ledger.check_lines() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    bad  uuid;
    fund uuid;
begin
    select found.entry into bad
    from (
        select added.entry
        from added
        cross join lateral (select entity, date, lines from ledger.entry where id = added.entry offset 0) entry
        cross join lateral (select entity from ledger.account where id = added.account offset 0) account
        group by added.entry
        having count(*) <> min(entry.lines) or min(added.number) <> 1 or max(added.number) <> min(entry.lines)
            or bool_or(account.entity <> entry.entity) or bool_or(added.date <> entry.date)
        union all
        select added.entry from added group by added.entry, added.currency having sum(added.amount) <> 0
        union all
        select added.entry from added where not exists (select from ledger.account where account.id = added.account)
    ) found
    limit 1;
    if bad is not null then
        raise exception 'entry % is not whole: it does not balance, or mixes entities, dates or numbers', bad;
    end if;

    -- Closing waits for those who hold this lock, and those who come later see the period closed.
    perform from ledger.entity
    where id in (
        select entry.entity from added
        cross join lateral (select entity from ledger.entry where id = added.entry offset 0) entry
        where added.number = 1
    )
    for key share;
    if exists (
        select from (
            select entry.entity, min(entry.date) as first
            from added
            cross join lateral (select entity, date from ledger.entry where id = added.entry offset 0) entry
            where added.number = 1
            group by entry.entity
            offset 0
        ) posted
        join ledger.closed_period on closed_period.entity = posted.entity and posted.first < upper(closed_period.days)
    ) then
        raise exception 'the period is closed' using errcode = 'LP001';
    end if;

    -- The fund is never below zero, whoever posts. One at a time, because each decision needs the sum of all others.
    for fund in
        select distinct account.entity from added
        cross join lateral (select entity, code from ledger.account where id = added.account offset 0) account
        where account.code like 'equity:guarantee-fund:%' and added.amount > 0
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

    insert into ledger.unsealed (entry, entity, number)
    select added.entry, entry.entity, entry.number from added
    cross join lateral (select entity, number from ledger.entry where id = added.entry offset 0) entry
    where added.number = 1;
    return null;
end $$;

create trigger whole after insert on ledger.line referencing new table as added
    for each statement execute function ledger.check_lines();

create function ledger.check_entry() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger.line where entry = new.id and number = 1) then
        raise exception 'entry % has no lines', new.id;
    end if;
    if new.reverses is not null and not exists (select from ledger.entry where id = new.reverses and entity = new.entity) then
        raise exception 'entry % takes back an entry of another entity', new.id;
    end if;
    return null;
end $$;

create constraint trigger has_lines after insert on ledger.entry
    deferrable initially deferred for each row execute function ledger.check_entry();

-- What waits for its seal. Numbers are given before commit, so "all after the last sealed one" would miss whoever commits late.
create table ledger.unsealed (
    entry  uuid   primary key,
    entity uuid   not null,
    number bigint not null
);

-- The chain of hashes per entity, in the order of sealing. Written within seconds after posting.
create table ledger.seal (
    entity    uuid        not null references ledger.entity,
    number    bigint      not null check (number > 0),
    entry     uuid        not null unique references ledger.entry,
    hash      bytea       not null check (length(hash) = 32),
    sealed_at timestamptz not null,
    primary key (entity, number)
);
create trigger append_only before update or delete or truncate on ledger.seal
    for each statement execute function store.refuse_change();

-- The end of each chain once more, so that a chain that was cut at its end is noticed, and which entry is gone.
create table ledger.head (
    entity    uuid        primary key references ledger.entity,
    number    bigint      not null,
    entry     uuid        not null,
    hash      bytea       not null,
    sealed_at timestamptz not null
);
create function ledger.check_head() returns trigger language plpgsql as $$
begin
    if new.entity <> old.entity or new.number <= old.number then raise exception 'a chain only grows'; end if;
    return new;
end $$;
create trigger grows before update on ledger.head for each row execute function ledger.check_head();
create trigger stays before delete or truncate on ledger.head for each statement execute function store.refuse_change();
