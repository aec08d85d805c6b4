create schema employment;

-- What the law wants to know of a person before an entity can compute a wage. A newer row takes over from its day on; none is edited.
create table employment.tax_facts (
    number     bigint generated always as identity unique,  -- order of writing
    id         uuid   primary key,
    entity     uuid   not null,                             -- a legal entity, owned by Ledger
    person     uuid   not null,
    valid_from date   not null,
    facts      jsonb  not null,
    state      text   not null check (state in ('Entered', 'Checked', 'Refused')),
    entered_by uuid   not null,
    checked_by uuid,
    check (checked_by is null or checked_by <> entered_by)  -- four eyes
);
create index on employment.tax_facts (person, entity, valid_from);
