-- The sign on an entity's invoices; the newest counts, none of it is edited. Without a file it was taken away.
create table invoicing.seller_logo (
    number bigint      generated always as identity primary key,
    entity uuid        not null,
    file   text check (file ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the stored file
    at     timestamptz not null,
    person uuid        not null
);
create index on invoicing.seller_logo (entity, number);
create trigger append_only before update or delete or truncate on invoicing.seller_logo
    for each statement execute function store.refuse_change();
