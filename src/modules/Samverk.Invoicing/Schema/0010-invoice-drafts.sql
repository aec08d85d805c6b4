-- How an entity stands on its invoices. A change is a new row, so that it can be seen who changed the bank account and when.
create table invoicing.seller (
    number  bigint generated always as identity primary key,
    entity  uuid   not null,
    profile jsonb  not null,
    at      timestamptz not null,
    person  uuid   not null
);
create index on invoicing.seller (entity, number desc);
create trigger append_only before update or delete or truncate on invoicing.seller
    for each statement execute function store.refuse_change();

-- An invoice before it has a number. Its id becomes the id of the invoice.
create table invoicing.draft (
    id              uuid   primary key,
    order_id        uuid   not null references invoicing.client_order,
    activity        uuid   not null,
    state           text   not null check (state in ('Draft', 'Scheduled', 'Issued', 'Withdrawn')),
    planned         date,
    lines           jsonb  not null,
    net             bigint not null check (net > 0),  -- minor units of the order's currency
    vat             bigint check (vat >= 0),          -- fixed where the order was split, so that the parts sum exactly
    note            text   not null,
    buyer_reference text   not null,
    check (state <> 'Scheduled' or planned is not null)
);
create index on invoicing.draft (order_id);
create index on invoicing.draft (activity);
create index on invoicing.draft (planned) where state = 'Scheduled';
