create schema imports;

-- What was taken over from other tools: one batch per file, whole or not at all.
create table imports.batch (
    id          uuid  primary key,
    kind        text  not null,                      -- "clients", "balances", "invoices"
    file_hash   bytea not null check (length(file_hash) = 32),
    lines       int   not null check (lines > 0),
    state       text  not null check (state in ('Uploaded', 'DryRun', 'Approved', 'Imported', 'Compared', 'Accepted', 'Undone')),
    imported_on date  not null
);
-- The same file again is the same import, until it has been undone.
create unique index batch_file on imports.batch (kind, file_hash) where state <> 'Undone';

-- What a batch has made, and by which name the other tool knew it.
create table imports.item (
    batch     uuid not null references imports.batch,
    line      int  not null,                         -- of the file
    reference text not null,
    object    uuid not null,
    primary key (batch, object)
);
create index on imports.item (reference);
