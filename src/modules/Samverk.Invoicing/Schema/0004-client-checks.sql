-- Similar names: misspelt doubles are found by trigrams. A trusted extension, so that the database's owner may create it.
create extension if not exists pg_trgm;

alter table invoicing.client
    add column entered_by uuid,
    add column match_key  text not null default '',   -- name and town, without legal forms, accents and signs
    add column other_than text;                       -- why it is another one than those that were found; null where none was
update invoicing.client set match_key = lower(name || ' ' || coalesce(town, ''));
create index client_match on invoicing.client using gin (match_key gin_trgm_ops);
create index on invoicing.client (vat_number);
create index on invoicing.client (organisation_number);

-- Whom a member knows at a client: seen by that member only.
create table invoicing.contact (
    id     uuid primary key,
    client uuid not null references invoicing.client,
    member uuid not null,
    name   text not null,
    role   text not null,
    email  text,
    phone  text
);
create index on invoicing.contact (member, client);

-- One adviser asks to lift a block; a second one decides. Deleted by nobody: the answer is the client's next step.
create table invoicing.unblock_request (
    number   bigint  generated always as identity primary key,
    client   uuid    not null references invoicing.client,
    reason   text    not null check (reason <> ''),
    asked_by uuid    not null,
    asked    date    not null,
    decided  boolean not null default false
);
create unique index one_open_request on invoicing.unblock_request (client) where not decided;
