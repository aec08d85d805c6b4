-- One asking of the client: a document, its hash, and who may sign. Asking again ends the earlier one and its links.
create table invoicing.confirmation (
    id          uuid        primary key,
    order_id    uuid        not null references invoicing.client_order,
    document    text        not null,                 -- canonical JSON and the text as shown
    hash        bytea       not null check (length(hash) = 32),  -- SHA-256 of it
    rule        text        not null check (rule in ('InOrder', 'AnyOf')),
    valid_until date        not null,
    asked_at    timestamptz not null,
    ended       boolean     not null default false
);
create unique index one_open_confirmation on invoicing.confirmation (order_id) where not ended;

-- Who is asked. The link's token is never stored, only its hash.
create table invoicing.approver (
    id           uuid  primary key,                   -- the link's id in the evidence
    confirmation uuid  not null references invoicing.confirmation,
    turn         int   not null check (turn > 0),
    name         text  not null,
    email        text  not null,
    token        bytea unique check (length(token) = 32),  -- SHA-256; null until it is this one's turn
    unique (confirmation, turn)
);

-- What was answered: evidence, so it never changes.
create table invoicing.answer (
    approver  uuid        primary key references invoicing.approver,
    kind      text        not null check (kind in ('Accept', 'AskChanges', 'Refuse')),
    name      text        not null,                   -- as typed by who answered
    role      text        not null,
    reference text        not null,
    words     text        not null,
    document  bytea       not null check (length(document) = 32),
    at        timestamptz not null
);
create trigger append_only before update or delete or truncate on invoicing.answer
    for each statement execute function store.refuse_change();
