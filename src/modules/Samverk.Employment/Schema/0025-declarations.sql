-- What an authority has to be told, once per company, kind and period, or per work. A correction of what was accepted is a row of its own.
create table employment.declaration (
    id          uuid        primary key,
    entity      uuid        not null,
    kind        text        not null,               -- of the country's pack: "agi"
    name        text        not null,               -- as the authority calls it
    authority   text        not null,
    wants       text[]      not null,               -- what it asks, by the rule of the day
    rests_on    text        not null,               -- id and version of the rule
    work        uuid        references employment.work,
    first_day   date        not null,
    last_day    date        not null,
    deadline    date        not null,
    corrects    uuid        references employment.declaration,
    state       text        not null check (state in ('Due', 'Late', 'Prepared', 'Sent', 'Accepted', 'Rejected', 'Corrected', 'Cancelled')),
    late        boolean     not null default false, -- the deadline passed before it was sent
    sent_on     date,
    receipt     text,                                -- the authority's number; needed where it is accepted
    receipt_file text       check (length(receipt_file) = 64),
    code        text,                                -- why it was rejected
    made_on     date        not null,
    check (state not in ('Accepted', 'Cancelled') or receipt is not null or state = 'Cancelled' and sent_on is null)
);
create unique index on employment.declaration (entity, kind, first_day) where work is null and corrects is null;
create unique index on employment.declaration (work, kind) where work is not null and corrects is null;
create unique index on employment.declaration (corrects) where corrects is not null;
create index on employment.declaration (state, deadline);

-- What was declared, by person: amounts in minor units and the payslips that they are the sum of. Names stay where they are.
create table employment.declared (
    declaration uuid   not null references employment.declaration,
    person      uuid   not null,
    currency    char(3) not null,
    gross       bigint not null,
    tax         bigint not null,
    contributions bigint not null,     -- beside tax
    payslips    uuid[] not null,
    primary key (declaration, person)
);
create index on employment.declared (person);

-- The number under which a country knows a person. Given by the person or their adviser; erased with the person.
create table employment.person_number (
    person  uuid    not null,
    country char(2) not null,
    number  text    not null,
    primary key (person, country)
);
create index on employment.payslip (entity, pay_day) where released;
