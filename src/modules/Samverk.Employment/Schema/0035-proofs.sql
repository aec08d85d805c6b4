-- Certificates that the cooperative has issued about somebody's employment, income or hours. The PDF lies in the store under its hash; erasing
-- the person takes the file away, and the number, the day and the hash stay, so that a paper can still be checked.
create table employment.proof_series (
    entity uuid not null,
    year   int  not null,
    last   int  not null check (last > 0),
    primary key (entity, year)
);

create table employment.proof (
    id         uuid        primary key,
    entity     uuid        not null,
    person     uuid        not null,        -- whom it is about
    kind       text        not null check (kind in ('Employment', 'Income', 'Hours')),
    first_day  date        not null,
    last_day   date        not null check (last_day >= first_day),
    number     text        not null,        -- "2026-0001", gapless for each entity and year
    code       text        not null unique, -- on the paper: who has it may ask whether the paper is ours
    hash       bytea       not null unique,
    language   char(2)     not null,
    asked_by   uuid        not null,
    engagement uuid,                        -- asked for by the link of this engagement
    at         timestamptz not null,
    unique (entity, number)
);
create index on employment.proof (person, at);
create trigger append_only before update or delete or truncate on employment.proof for each statement execute function store.refuse_change();
