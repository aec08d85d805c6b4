-- What the cooperative had laid out at the end of each day, by what it is laid out for. Written in the night after; recomputing a day from
-- postings and positions gives the same rows (invariant I6).
create table guarantee.exposure_day (
    date   date primary key,
    parts  int  not null                               -- how many rows the day has; none is a day too
);
create table guarantee.exposure (
    date     date   not null references guarantee.exposure_day,
    number   int    not null,                          -- order of the parts
    entity   uuid   not null,
    activity uuid   not null,
    document uuid,                                     -- the open invoice or eligible order; null = uncovered
    client   uuid,
    member   uuid,
    amount   bigint not null check (amount > 0),       -- minor units
    currency char(3) not null,
    primary key (date, number)
);
create index on guarantee.exposure (activity, date);
create trigger append_only before update or delete or truncate on guarantee.exposure_day
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on guarantee.exposure
    for each statement execute function store.refuse_change();

-- How much the cooperative may have laid out: for each client, member or activity (subject null), for one of them, or in all. From a date on.
create table guarantee.exposure_limit (
    entity     uuid        not null,
    kind       text        not null check (kind in ('Client', 'Member', 'Activity', 'Cooperative')),
    subject    uuid,
    valid_from date        not null,
    amount     bigint      check (amount >= 0),        -- minor units of the entity's currency; null = no limit from this day on
    reason     text        not null check (reason <> ''),
    person     uuid        not null,
    at         timestamptz not null,
    unique nulls not distinct (entity, kind, subject, valid_from),
    check (kind <> 'Cooperative' or subject is null)
);
create trigger append_only before update or delete or truncate on guarantee.exposure_limit
    for each statement execute function store.refuse_change();

-- The board's decisions to put reserves into the fund.
create table guarantee.allocation (
    id       uuid    primary key,
    entity   uuid    not null,
    amount   bigint  not null check (amount > 0),
    currency char(3) not null,
    decision text    not null check (decision <> ''),
    date     date    not null,
    person   uuid    not null
);
create trigger append_only before update or delete or truncate on guarantee.allocation
    for each statement execute function store.refuse_change();
