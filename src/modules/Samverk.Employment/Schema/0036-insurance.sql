-- What insurers bear for a company. A policy insures from the moment a second person has compared it with the insurer's paper.
create table employment.policy (
    id          uuid    primary key,
    entity      uuid    not null,
    kind        text    not null check (kind in ('Accident', 'Liability', 'Legal', 'Equipment', 'Travel', 'Other')),
    insurer     text    not null,
    number      text    not null,
    cover       text    not null,
    currency    char(3) not null,
    sum         bigint  check (sum > 0),             -- null where the paper names none
    first_day   date    not null,
    last_day    date    not null check (last_day >= first_day),
    report_days int     check (report_days between 1 and 3650),  -- how long after it happened the policy takes a claim; null where the paper says nothing
    covers      text    not null check (covers in ('Everybody', 'Members', 'Activities')),
    activities  uuid[]  not null,
    follows     uuid    references employment.policy,
    file        bytea,
    state       text    not null check (state in ('Offered', 'InForce', 'Renewed', 'Ended', 'Withdrawn')),
    entered_by  uuid    not null,
    decided_by  uuid,
    warned      int,                                 -- the nearest of the days before its end of which the desk knows
    made_on     date    not null,
    check ((covers = 'Activities') = (cardinality(activities) > 0)),
    check (decided_by is null or decided_by <> entered_by)  -- four eyes
);
create index on employment.policy (last_day) where state = 'InForce';

-- What happened to somebody. It is a fact of health: erasing the person deletes the row.
create table employment.incident (
    id          uuid    primary key,
    entity      uuid    not null,
    person      uuid    not null,
    author      uuid    not null,
    happened_on date    not null,
    happened_at int     not null check (happened_at between 0 and 1439),  -- minutes after midnight
    place       text    not null,
    what        text    not null,
    injured     boolean not null,
    doctor      text    not null,
    witnesses   text    not null,
    state       text    not null check (state in ('Reported', 'Told', 'Closed')),
    due         date,                                -- for telling the authority; null where no verified rule says one
    told_on     date,
    receipt     text    not null,
    made_on     date    not null
);
create index on employment.incident (person);

create table employment.incident_file (
    id         uuid primary key,
    incident   uuid not null references employment.incident on delete cascade,
    hash       bytea not null,
    media_type text not null,
    number     bigint generated always as identity
);
create index on employment.incident_file (incident);

-- Every look at such a file: who and when.
create table employment.incident_view (
    id     uuid        primary key,
    file   uuid        not null references employment.incident_file on delete cascade,
    person uuid        not null,
    at     timestamptz not null
);

create table employment.insurance_claim (
    id       uuid    primary key,
    incident uuid    not null references employment.incident on delete cascade,
    policy   uuid    not null references employment.policy,
    currency char(3) not null,
    state    text    not null check (state in ('Reported', 'Completed', 'Sent', 'Accepted', 'Refused', 'Contested', 'Paid', 'Closed')),
    due      date,                                   -- the policy's last day for it
    paid     bigint  check (paid > 0),
    made_on  date    not null,
    unique (incident, policy)
);
