-- Somebody who need not be a member is engaged through an activity by a link (domain/states.md 28). One row per person and engagement; lines
-- that were handed in together share a crew.
create table employment.engagement (
    id          uuid     primary key,
    number      bigint   generated always as identity,
    crew        uuid     not null,
    entity      uuid     not null,
    activity    uuid     not null,
    author      uuid     not null,        -- who engages
    name        text     not null,        -- as the author calls them; empty once erased
    email       text,
    phone       text,
    language    char(2)  not null,
    contract    text     not null,
    country     char(2)  not null,
    place       text     not null,
    role        text     not null,
    risk        text     not null,
    days        jsonb    not null,
    currency    char(3)  not null,
    cost        bigint   not null check (cost > 0),   -- what it may cost the activity; reserved until the wage takes its place
    state       text     not null check (state in ('Invited', 'Identified', 'Ready', 'Contracted', 'Engaged', 'Paid', 'Expired', 'Withdrawn')),
    valid_until date     not null,
    made_on     date     not null,
    person      uuid,
    twin        uuid,                     -- somebody else who seems to be the same person: an adviser looks
    permit      boolean  not null default false,
    tax_facts   uuid     references employment.tax_facts,
    work        uuid     references employment.work,
    wage        uuid     references employment.wage
);
create index on employment.engagement (crew, number);
create index on employment.engagement (activity, number);
create index on employment.engagement (person);
create unique index on employment.engagement (work);
create unique index on employment.engagement (wage);

-- What is in a link that was sent: only the hash of its 32 random bytes.
create table employment.engagement_link (
    hash       bytea       primary key,
    engagement uuid        not null references employment.engagement,
    made_at    timestamptz not null
);
create index on employment.engagement_link (engagement);

-- Until when a person may work in the country, where they need a permit. Who has no row needs none. The newest one counts.
create table employment.permit (
    number     bigint      generated always as identity primary key,
    person     uuid        not null,
    until      date        not null,
    checked    boolean     not null,     -- a second person has seen it
    said_by    uuid        not null,
    said_at    timestamptz not null,
    checked_by uuid,
    check (checked = (checked_by is not null)),
    check (checked_by is null or checked_by <> said_by)   -- four eyes
);
create index on employment.permit (person, number);
