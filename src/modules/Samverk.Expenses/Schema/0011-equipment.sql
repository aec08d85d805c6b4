-- What lasts is no cost of the day on which it is bought: the cooperative owns it, and its activity bears it month by month.
alter table expenses.claim add column equipment jsonb;       -- serial number and months of life; null for what is used up

create table expenses.thing (
    number   bigint generated always as identity unique,
    id       uuid    primary key,
    code     text    not null generated always as ('e-' || lpad(number::text, 5, '0')) stored,
    claim    uuid    not null unique references expenses.claim,
    entity   uuid    not null,
    name     text    not null,
    serial   text    not null,                                -- empty: it has none
    bought   date    not null,
    currency char(3) not null,
    cost     bigint  not null check (cost > 0),               -- without the VAT that was deducted
    months   integer not null check (months between 1 and 240),
    state    text    not null check (state in ('InUse', 'Sold', 'Lost', 'Scrapped', 'BoughtOut')),
    invoice  uuid    unique,                                  -- by which it was sold; pays for one thing
    check (invoice is null or state in ('Sold', 'BoughtOut'))
);
create trigger no_delete before delete or truncate on expenses.thing for each statement execute function store.refuse_change();
create trigger fixed before update of id, claim, entity, serial, bought, currency, cost, months on expenses.thing for each statement execute function store.refuse_change();

-- Who has had it, where, and whose money bears it; the latest row holds.
create table expenses.thing_place (
    number      bigint generated always as identity primary key,
    thing       uuid not null references expenses.thing,
    activity    uuid not null,
    reservation uuid not null,                                -- what reserves the rest of the price on the activity
    holder      uuid not null,
    place       text not null,
    since       date not null,
    by          uuid not null
);
create index on expenses.thing_place (thing, number);
create index on expenses.thing_place (reservation);
create index on expenses.thing_place (holder);
create trigger no_delete before delete or truncate on expenses.thing_place for each statement execute function store.refuse_change();
create trigger fixed before update of thing, activity, reservation, holder, since, by on expenses.thing_place for each statement execute function store.refuse_change();

-- What has been written off: once a month.
create table expenses.thing_cost (
    thing    uuid   not null references expenses.thing,
    month    date   not null check (extract(day from month) = 1),
    activity uuid   not null,
    minor    bigint not null check (minor >= 0),
    entry    uuid,                                            -- null where a month's part is less than a cent
    primary key (thing, month)
);
create trigger fixed before update or delete or truncate on expenses.thing_cost for each statement execute function store.refuse_change();
