create schema desk;

-- One row per thing that needs a person of the staff; the module whose thing it is opens and closes it.
create table desk.item (
    id            uuid primary key,
    kind          text not null,                 -- "members.application"
    noun          text not null,
    object        uuid not null,
    member        uuid,
    title         text not null,                 -- a key of the module's texts
    under         text,
    facts         jsonb not null,                -- what the texts name
    href          text not null check (href ~ '^/[^/\\]' or href = '/'),
    due_at        timestamptz,                   -- what the law demands, not what we like
    due_whole_day boolean not null,
    due_from      text,
    checks        jsonb not null,
    clean         boolean not null,              -- there are checks, and all have passed
    four_eyes     boolean not null,
    if_approved   text,
    assignee      uuid,
    state         text not null,
    waiting_for   text check ((waiting_for is null) = (state <> 'Waiting')),
    waiting_since timestamptz check ((waiting_since is null) = (state <> 'Waiting')),
    waited        bigint not null default 0,     -- seconds: the clock stops while waiting
    opened_at     timestamptz not null,
    resolved_at   timestamptz check ((resolved_at is null) = (state <> 'Resolved')),
    unique (object, kind),
    check ((due_at is null) = (due_from is null))
);
create index on desk.item ((coalesce(due_at, 'infinity')), opened_at, id) where state <> 'Resolved';
create index on desk.item (member);

-- A conversation of one member with the staff about one thing.
create table desk.thread (
    id     uuid primary key,                     -- named by object and member
    noun   text not null,
    object uuid not null,
    member uuid not null,
    href   text not null check (href ~ '^/[^/\\]' or href = '/')
);
create index on desk.thread (member);

create table desk.message (
    id          uuid primary key,
    number      bigint generated always as identity,
    thread      uuid not null references desk.thread,
    author      uuid not null,
    from_member boolean not null,
    at          timestamptz not null,
    text        text not null check (length(text) <= 4000)
);
create index on desk.message (thread, number);
create index on desk.message (author);
