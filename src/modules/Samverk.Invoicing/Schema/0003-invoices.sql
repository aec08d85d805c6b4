-- The last number given per entity and series: taken in the transaction that issues, so there is no gap and no double.
create table invoicing.series (
    entity uuid   not null,
    series text   not null,
    last   bigint not null check (last >= 0),
    primary key (entity, series)
);

-- An issued invoice. Immutable; what happens to it later are settlements and steps.
create table invoicing.invoice (
    id         uuid    primary key,
    number     text    not null,
    order_id   uuid    not null references invoicing.client_order,
    activity   uuid    not null,
    entity     uuid    not null,
    client     uuid    not null references invoicing.client,
    currency   char(3) not null,
    net        bigint  not null check (net > 0),      -- minor units
    vat        bigint  not null check (vat >= 0),
    gross      bigint  not null check (gross = net + vat),
    vat_rate   numeric not null check (vat_rate >= 0),
    fee_base   bigint  not null,                      -- net without pass-through; no VAT
    date       date    not null,                      -- the legal date
    due        date    not null,
    issued_at  timestamptz not null,
    unique (entity, number)
);
create index on invoicing.invoice (order_id);
create index on invoicing.invoice (activity);
create index on invoicing.invoice (client);
create trigger append_only before update or delete or truncate on invoicing.invoice
    for each statement execute function store.refuse_change();

-- What reduced an invoice's open amount, or came back after it was written off.
create table invoicing.settlement (
    number    bigint  generated always as identity primary key,
    id        uuid    not null unique,                -- the payment, credit note, decision
    invoice   uuid    not null references invoicing.invoice,
    kind      text    not null check (kind in ('Payment', 'CreditNote', 'WriteOff', 'Recovery')),
    amount    bigint  not null check (amount > 0),    -- gross, minor units of the invoice's currency
    net       bigint  not null check (net >= 0 and net <= amount),
    covered   boolean,                                -- WriteOff and Recovery: the fund bore it
    reference text    not null,                       -- number of the credit note, of the bank line
    date      date    not null,
    check ((kind in ('WriteOff', 'Recovery')) = (covered is not null))
);
create index on invoicing.settlement (invoice);
create trigger append_only before update or delete or truncate on invoicing.settlement
    for each statement execute function store.refuse_change();

-- Never more than the invoice, and never more back than was written off: whoever writes.
create function invoicing.check_settlement() returns trigger language plpgsql as $$
declare
    billed bigint;
    settled bigint;
    written bigint;
    back bigint;
begin
    select gross into billed from invoicing.invoice where id = new.invoice;
    select coalesce(sum(amount) filter (where kind in ('Payment', 'WriteOff')), 0), coalesce(sum(amount) filter (where kind = 'WriteOff'), 0),
           coalesce(sum(amount) filter (where kind = 'Recovery'), 0)
    into settled, written, back
    from invoicing.settlement where invoice = new.invoice;
    if settled > billed or back > written then
        raise exception 'invoice % would be settled beyond its amount', new.invoice;
    end if;
    return null;
end $$;
create trigger within_amount after insert on invoicing.settlement
    for each row execute function invoicing.check_settlement();

create table invoicing.dispute (
    number   bigint  generated always as identity primary key,
    invoice  uuid    not null references invoicing.invoice,
    reason   text    not null,
    opened   date    not null,
    closed   date    check (closed >= opened),
    decision text    check (decision in ('Stand', 'Credit', 'Settle')),
    check ((closed is null) = (decision is null))
);
create unique index one_open_dispute on invoicing.dispute (invoice) where closed is null;

-- A bill between two entities for a member's part of the other's client work; it stands in both books.
create table invoicing.sister_invoice (
    id         uuid    primary key,
    number     text    not null,
    buyer      uuid    not null,                      -- activity that pays
    seller     uuid    not null,                      -- activity that did the work
    currency   char(3) not null,
    amount     bigint  not null check (amount > 0),
    guaranteed boolean not null,
    date       date    not null
);
create table invoicing.sister_payment (
    id      uuid   primary key,
    invoice uuid   not null references invoicing.sister_invoice,
    amount  bigint not null check (amount > 0),
    date    date   not null
);
create index on invoicing.sister_payment (invoice);
