-- Every document with a number: invoices and credit notes. Immutable, like the files that it names.
create table invoicing.paper (
    document  uuid   primary key,
    kind      text   not null check (kind in ('Invoice', 'CreditNote')),
    invoice   uuid   not null references invoicing.invoice,   -- itself, or the one that is credited
    entity    uuid   not null,
    series    text   not null,
    serial    bigint not null check (serial > 0),
    number    text   not null,
    reference text,                                           -- what the payer repeats; none on a credit note
    net       bigint not null check (net > 0),
    vat       bigint not null check (vat >= 0),
    reason    text   not null,
    date      date   not null,
    xml       text   not null check (xml ~ '^[0-9a-f]{64}$'), -- SHA-256 of the stored file
    unique (entity, series, serial),
    unique (entity, number),
    unique (entity, reference)
);
create index on invoicing.paper (invoice);
create trigger append_only before update or delete or truncate on invoicing.paper
    for each statement execute function store.refuse_change();

-- The lines as they were issued, with the ground of their VAT (invariant I30).
create table invoicing.paper_line (
    document    uuid    not null references invoicing.paper,
    line        int     not null,
    text        text    not null,
    quantity    numeric not null,
    unit        text    not null,
    price       numeric not null,
    net         bigint  not null,
    supply      text    not null,
    category    text    not null,
    rate        numeric,                                      -- null outside the scope
    reason_code text,
    legal_text  text,
    why         text    not null check (why <> ''),
    law         text    not null check (law <> ''),
    stored_reason text,
    facts       jsonb   not null,
    primary key (document, line)
);
create trigger append_only before update or delete or truncate on invoicing.paper_line
    for each statement execute function store.refuse_change();

-- VAT per category and rate (BG-23): what a credit note takes back, pair by pair.
create table invoicing.paper_vat (
    document    uuid    not null references invoicing.paper,
    place       int     not null,
    category    text    not null,
    rate        numeric,
    net         bigint  not null,
    vat         bigint  not null,
    reason      text,
    reason_code text,
    primary key (document, place)
);
create trigger append_only before update or delete or truncate on invoicing.paper_vat
    for each statement execute function store.refuse_change();

-- The page for people, made of the XML right after it was issued.
create table invoicing.paper_print (
    document uuid primary key references invoicing.paper,
    pdf      text not null check (pdf ~ '^[0-9a-f]{64}$'),
    made_at  timestamptz not null
);
create trigger append_only before update or delete or truncate on invoicing.paper_print
    for each statement execute function store.refuse_change();
