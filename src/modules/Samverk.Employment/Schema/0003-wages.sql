-- A wage that is asked for announced work. Approved, it is reserved on the activity under its own id; the payroll run pays it.
create table employment.wage (
    id       uuid    primary key,
    work     uuid    not null references employment.work,
    entity   uuid    not null,
    activity uuid    not null,
    person   uuid    not null,
    author   uuid    not null,
    currency char(3) not null,
    basis    text    not null check (basis in ('Gross', 'Cost')),
    asked    bigint  not null check (asked > 0),
    gross    bigint  not null check (gross > 0),
    cost     bigint  not null check (cost >= gross),   -- forecast by the law of the last day of work
    state    text    not null check (state in ('Requested', 'Approved', 'Refused', 'Withdrawn', 'Cancelled', 'Paid')),
    run      uuid,                                     -- the payroll run that has frozen it
    made_on  date    not null
);
create unique index on employment.wage (work) where state in ('Requested', 'Approved', 'Paid');  -- work is paid once
create index on employment.wage (person);
create index on employment.wage (entity) where state = 'Approved';
