-- Work as it is announced before it begins. Place, role and risk are about a person: erasing empties them.
create table employment.work (
    id       uuid    primary key,
    entity   uuid    not null,
    activity uuid    not null,        -- who pays, owned by Activities
    person   uuid    not null,
    author   uuid    not null,        -- who sat at the keyboard
    contract text    not null,
    country  char(2) not null,
    place    text    not null,
    role     text    not null,
    risk     text    not null,
    state    text    not null check (state in ('Requested', 'Checked', 'Refused', 'Withdrawn', 'Cancelled', 'Paid')),
    late     boolean not null,        -- announced or approved after it had begun, by a named second person
    made_on  date    not null
);
create index on employment.work (person, made_on);
create index on employment.work (activity);

create table employment.work_day (
    work    uuid not null references employment.work,
    person  uuid not null,
    day     date not null,
    starts  int  not null check (starts between 0 and 1439),   -- minutes after midnight
    minutes int  not null check (minutes between 1 and 1440),
    live    boolean not null,
    during  tsrange generated always as (tsrange(day + starts * interval '1 minute', day + (starts + minutes) * interval '1 minute')) stored,
    primary key (work, day, starts),
    exclude using gist (person with =, during with &&) where (live)  -- nobody is at two places at once
);
