-- A contract as it was drafted: the exact text lies in the store under its hash. It is signed or it is replaced by another one; it never changes.
create table employment.contract (
    id        uuid        primary key,
    number    bigint      generated always as identity,
    work      uuid        not null references employment.work,
    entity    uuid        not null,
    person    uuid        not null,
    replaces  uuid        references employment.contract,
    template  text        not null,        -- "se.work"
    version   int         not null,
    language  char(2)     not null,
    hash      bytea       not null,        -- of the text in the store; the file is gone once the person is erased
    drafted   timestamptz not null,
    state     text        not null check (state in ('Sent', 'PartSigned', 'Signed', 'Declined', 'Expired', 'Replaced'))
);
create index on employment.contract (work, number);
create index on employment.contract (person, number);
create unique index on employment.contract (work) where state in ('Sent', 'PartSigned', 'Signed');  -- one that counts

create table employment.signature (
    contract uuid        not null references employment.contract,
    side     text        not null check (side in ('Company', 'Worker')),
    person   uuid        not null,
    name     text        not null,         -- as typed, or as the register has it
    how      text        not null check (how in ('SignIn', 'Link')),
    key      text,                         -- of a link: the first letters of its hash, which name it and open nothing
    hash     bytea       not null,         -- of what was signed
    at       timestamptz not null,
    primary key (contract, side)
);
create trigger append_only before delete or truncate on employment.signature for each statement execute function store.refuse_change();
create trigger fixed before update of contract, side, person, how, key, hash, at on employment.signature for each statement execute function store.refuse_change();
create trigger fixed before update of work, entity, person, replaces, template, version, language, hash, drafted on employment.contract
    for each statement execute function store.refuse_change();

-- That work was declared before its first hour: by the signed announcement itself, or with the number that an authority answered with.
create table employment.receipt (
    work   uuid        primary key references employment.work,
    by     text        not null check (by in ('own', 'authority')),
    number text        not null,
    at     timestamptz not null,
    check ((by = 'own') = (number = ''))
);
create trigger append_only before update or delete or truncate on employment.receipt for each statement execute function store.refuse_change();
