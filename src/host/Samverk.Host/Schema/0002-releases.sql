-- A file above the threshold, and every opening balance, waits until a second person has released it.
alter table imports.batch
    add column name        text,                     -- of the file, for people
    add column sums        jsonb not null default '[]',
    add column uploaded_by uuid,                     -- null: before anybody was asked
    add column released_by uuid;
create index on imports.batch (imported_on desc, id desc);
