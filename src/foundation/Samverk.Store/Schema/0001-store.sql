-- No default now(): every time comes from the cooperative's clock, which a demo may step.

create function store.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '%.% is append-only', tg_table_schema, tg_table_name;
end $$;

-- One row. Added to the machine's time, so that the business date can be stepped and all instances agree.
create table store.clock (
    sole           boolean primary key default true check (sole),
    offset_seconds bigint  not null,
    zone           text    not null              -- IANA name of the cooperative's zone
);
insert into store.clock (offset_seconds, zone) values (0, 'UTC');

-- Few and small: what the cooperative has chosen about itself.
create table store.setting (
    key   text primary key,
    value jsonb not null
);

-- Who listens to what; filled at start from the registered handlers.
create table store.subscription (
    event   text not null,                       -- "activities.transfer-accepted.v1"
    handler text not null,
    primary key (event, handler)
);

create table store.job (
    id       uuid        primary key,
    kind     text        not null,
    handler  text        not null,
    payload  jsonb       not null,
    run_at   timestamptz not null,
    attempts int         not null default 0,
    error    text,                               -- the type of the last failure; never its data
    done_at  timestamptz
);
create index on store.job (run_at, id) where done_at is null;

-- Recurring work that has been done: one row per kind and date, so that no instance does it twice.
create table store.recurring (
    kind    text        not null,
    date    date        not null,
    done_at timestamptz not null,
    primary key (kind, date)
);

create table store.audit (
    id       uuid        primary key,
    at       timestamptz not null,
    use_case text        not null,
    subject  jsonb       not null,               -- ids and amounts only
    person   uuid        not null,
    acted_by uuid,
    refusal  text,                               -- null = done
    request     uuid,                            -- the command's own id; done once
    fingerprint bytea,                           -- SHA-256 of who asked what: tells a retry from another command under the same id
    result      jsonb                            -- what was answered: a retry is answered the same
);
create index on store.audit (person, id);
create unique index on store.audit (request) where refusal is null;

-- One arrow of a state machine: who brought what from where to where, when, why, and under which version of the rules.
create table store.step (
    id       bigint      generated always as identity primary key,
    noun     text        not null,               -- "invoicing.order"
    object   uuid        not null,
    was      text,                               -- null = it began
    state    text        not null,
    event    text        not null,
    at       timestamptz not null,
    date     date        not null,               -- the business date
    person   uuid        not null,
    acted_by uuid,
    why      text        not null,
    rules    int         not null
);
create index on store.step (object, id);
create trigger append_only before update or delete or truncate on store.step
    for each statement execute function store.refuse_change();

create trigger append_only before update or delete or truncate on store.audit
    for each statement execute function store.refuse_change();

-- Documents by what is in them: the same content is stored once and cannot change under its name.
create table store.file (
    hash       bytea       primary key check (hash = sha256(content)),
    media_type text        not null,
    content    bytea       not null,
    stored_at  timestamptz not null
);

create table store.mail (
    id          uuid        primary key,
    recipient   text        not null,
    subject     text        not null,
    body        text        not null,            -- plain text
    html        text,
    attachments jsonb       not null,            -- [{name, hash}]
    document    uuid,                            -- what it is about
    queued_at   timestamptz not null,
    send_at     timestamptz not null,
    attempts    int         not null default 0,
    error       text,
    sent_at     timestamptz
);
create index on store.mail (send_at) where sent_at is null;
create index on store.mail (document);

-- How often something was tried in a window of time: sign-ins, public links. Counted here so that all instances agree.
create table store.attempt (
    key   text        not null,
    since timestamptz not null,
    count int         not null,
    primary key (key, since)
);
