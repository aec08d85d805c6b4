create schema treasury;

-- The bank account of a legal entity: its ledger account is assets:bank, so there is one.
create table treasury.account (
    id       uuid    primary key,
    entity   uuid    not null unique,
    iban     text    not null unique,                 -- electronic form, or the bankgiro's digits
    currency char(3) not null,
    opened   date    not null
);
create trigger fixed before update or delete or truncate on treasury.account
    for each statement execute function store.refuse_change();

-- Each file once, by the hash of its content; the content itself is in store.file.
create table treasury.file (
    hash        bytea       primary key check (length(hash) = 32),
    name        text        not null,
    imported_at timestamptz not null,
    person      uuid        not null
);
create trigger append_only before update or delete or truncate on treasury.file
    for each statement execute function store.refuse_change();

create table treasury.statement (
    id        uuid        primary key,
    account   uuid        not null references treasury.account,
    file      bytea       not null references treasury.file,
    bank_id   text,                                    -- the statement's id at the bank
    content   bytea       not null,                    -- SHA-256 over its lines and balances
    opening   numeric,                                 -- as the bank says, signed
    closing   numeric,
    first     date,                                    -- booking dates of its lines
    last      date,
    sums_fit  boolean,                                 -- opening + lines = closing; null when the bank gives no balances
    changed   boolean     not null,                    -- came earlier under the same id with other content
    closed_at timestamptz,
    closed_by uuid,
    check ((closed_at is null) = (closed_by is null))
);
create index on treasury.statement (account, bank_id);
create trigger fixed before update of id, account, file, bank_id, content, opening, closing, first, last, sums_fit, changed or delete or truncate
    on treasury.statement for each statement execute function store.refuse_change();

create table treasury.line (
    id           uuid     primary key,
    number       bigint   generated always as identity,   -- order of the queue
    account      uuid     not null references treasury.account,
    statement    uuid     not null references treasury.statement,
    fingerprint  bytea    not null,                   -- the same line of the same statement, however often it comes
    repeat_key   bytea,                               -- the same payment in another file, by the bank's own id
    likeness     bytea    not null,                   -- looks like the same payment
    amount       numeric  not null check (amount >= 0),  -- as the bank wrote it
    currency     char(3),
    minor        bigint,                              -- signed minor units; null when it is no whole one, or another currency
    credit       boolean  not null,
    reversal     boolean  not null,
    booked       date     not null,
    valued       date,
    counterparty text,
    iban         text,                                -- the counterparty's
    end_to_end   text,
    refs         jsonb    not null,                   -- structured references
    remittance   text,
    information  text,
    bank_reference text,
    charges      jsonb    not null,
    original     jsonb,                               -- what the payer instructed
    state        text     not null check (state in ('Imported', 'Matched', 'Suggested', 'Unknown', 'Returned', 'Reconciled')),
    certainty    text     check (certainty in ('Sure', 'Likely', 'Ambiguous')),  -- of the best suggestion when it was imported
    reason       text,
    note         text,                                -- why it waits: a code
    tries        int      not null default 0,         -- how often it was matched, so that every posting has an id of its own
    unique (account, fingerprint)
);
create unique index on treasury.line (account, repeat_key) where repeat_key is not null;
create index on treasury.line (account, likeness);
create index line_queue on treasury.line (state, number);
create index on treasury.line (statement);
create trigger fixed before update of id, account, statement, fingerprint, repeat_key, likeness, amount, currency, minor, credit, reversal, booked, valued,
    counterparty, iban, end_to_end, refs, remittance, information, bank_reference, charges, original or delete or truncate
    on treasury.line for each statement execute function store.refuse_change();

-- What the money of a line was used for. Undone ones stay.
create table treasury.part (
    id        uuid        primary key,                -- the document of its posting
    line      uuid        not null references treasury.line,
    kind      text        not null check (kind in ('Invoice', 'Recovery', 'ClientCredit', 'Payout', 'Entry', 'Named')),
    minor     bigint      not null check (minor <> 0),   -- of the line's money, signed
    invoice   uuid,
    client    uuid,
    account   text,                                   -- what was paid or named
    entry     uuid        not null,                   -- the entry with the bank's side
    person    uuid        not null,
    at        timestamptz not null,
    undone_at timestamptz,
    undone_by uuid,
    check ((undone_at is null) = (undone_by is null))
);
create index on treasury.part (line);
create index on treasury.part (client) where undone_at is null;
create unique index on treasury.part (entry) where undone_at is null;
create trigger fixed before update of id, line, kind, minor, invoice, client, account, entry, person, at or delete or truncate
    on treasury.part for each statement execute function store.refuse_change();

-- A line to an account that somebody names: waits for a second person.
create table treasury.proposal (
    id         uuid        primary key,
    line       uuid        not null references treasury.line,
    account    text        not null,
    why        text        not null,
    person     uuid        not null,
    acted_by   uuid,
    at         timestamptz not null,
    decided_at timestamptz,
    decided_by uuid
);
create unique index one_proposal on treasury.proposal (line) where decided_at is null;
