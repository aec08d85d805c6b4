-- Who is absent, from when to when, and what became of it. Why somebody is absent is a fact of health: erasing the person deletes the row.
create table employment.absence (
    id              uuid    primary key,
    entity          uuid    not null,
    activity        uuid    not null,        -- pays, and gets what an insurer gives back
    person          uuid    not null,
    author          uuid    not null,
    kind            text    not null check (kind in ('Sick', 'WorkAccident', 'Holiday', 'Parental', 'Unpaid')),
    first_day       date    not null,
    last_day        date    not null check (last_day >= first_day),
    state           text    not null check (state in ('Reported', 'Certified', 'PaidByActivity', 'PaidByInsurer', 'RefundClaimed', 'Refunded', 'Closed', 'Refused', 'Withdrawn')),
    certificate     bytea,                   -- hash of the file
    certificate_due date,                    -- null where no verified rule says a day, or none is needed
    insurer         text    not null,
    currency        char(3) not null,
    claimed         bigint  check (claimed > 0),
    claimed_by      uuid,
    refund_due      date,
    refunded        bigint  check (refunded > 0),
    made_on         date    not null,
    check ((claimed is null) = (claimed_by is null)),
    exclude using gist (person with =, daterange(first_day, last_day, '[]') with &&) where (state not in ('Refused', 'Withdrawn'))  -- nobody is absent twice at once
);
create index on employment.absence (entity) where state in ('Certified', 'PaidByActivity', 'PaidByInsurer');

-- Every look at a certificate: who and when.
create table employment.certificate_view (
    id      uuid        primary key,
    absence uuid        not null references employment.absence on delete cascade,
    person  uuid        not null,
    at      timestamptz not null
);
