create schema invoicing;

-- Who orders and pays. Shared by all members of the cooperative; contacts are private to who entered them.
create table invoicing.client (
    id           uuid    primary key,
    code         text    not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,40}$'),  -- generated; the last part of its accounts
    name         text    not null,
    kind         text    not null check (kind in ('Business', 'Public', 'Private')),
    country      char(2) not null,
    street       text,
    building     text,
    postal_code  text,
    town         text,
    vat_number   text,
    organisation_number text,
    email        text,                                -- where invoices go
    language     char(2) not null,
    state        text    not null check (state in ('New', 'Checking', 'Approved', 'Refused', 'Watch', 'PrepayOnly', 'Blocked', 'Merged')),
    merged_into  uuid    references invoicing.client,
    created      date    not null,
    check ((state = 'Merged') = (merged_into is not null))
);
create index on invoicing.client (state);
