create schema activities;

create table activities.activity (
    id       uuid    primary key,
    entity   uuid    not null,                       -- a legal entity, owned by Ledger
    code     text    not null check (code ~ '^[a-z0-9][a-z0-9-]{0,40}$'),  -- generated; the last part of its accounts
    name     text    not null,
    currency char(3) not null,                       -- the entity's
    kind     text    not null check (kind in ('Personal', 'Shared', 'Assignment')),
    parent   uuid    references activities.activity, -- a sub-project belongs to an activity
    state    text    not null check (state in ('Draft', 'Requested', 'Open', 'Frozen', 'Closing', 'Settled', 'Archived')),
    opened   date    not null,
    unique (entity, code)
);
create index on activities.activity (state);

-- Who is what in an activity, and since when. A manager is a team member too, so has both rows.
create table activities.team (
    activity uuid not null references activities.activity,
    person   uuid not null,
    relation text not null check (relation in ('TeamMember', 'Manager')),
    since    date not null,
    until    date,                                   -- the last day; null = goes on
    primary key (activity, person, relation, since),
    check (until is null or until >= since)
);
create index on activities.team (person);

-- What will come and what is spoken for. One row per change of an order's rest, an invoice's open net or a reservation,
-- written in the transaction that changes the document, so that any balance can be asked for on any date.
create table activities.position (
    number     bigint  generated always as identity primary key,  -- order of writing
    activity   uuid    not null references activities.activity,
    document   uuid    not null,
    kind       text    not null check (kind in ('planned', 'open', 'reserved')),
    sure       boolean not null,                     -- planned: guaranteed; open: guaranteed and undisputed
    amount     bigint  not null,                     -- the change, in minor units of the activity's currency
    client     uuid,
    member     uuid,
    valid_from date    not null
);
create index position_balance on activities.position (activity, valid_from) include (kind, sure, amount);
create index position_document on activities.position (document, kind) include (sure, amount);
create trigger append_only before update or delete or truncate on activities.position
    for each statement execute function store.refuse_change();

-- The rules that an entity has agreed with its members, dated: fee, guarantee, expenses. From country facts or the operator's own values.
create table activities.terms (
    entity     uuid  not null,
    valid_from date  not null,
    terms      jsonb not null,
    source     jsonb not null,                       -- where each came from, and who released what was not verified
    primary key (entity, valid_from)
);
create trigger append_only before update or delete or truncate on activities.terms
    for each statement execute function store.refuse_change();
