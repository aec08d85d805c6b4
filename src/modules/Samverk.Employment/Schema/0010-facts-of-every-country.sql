-- Tax facts are answers by the names of the country's pack; the Swedish ones of before had names of their own.
update employment.tax_facts set facts = jsonb_strip_nulls(jsonb_build_object(
    'withholding', case facts ->> 'withholding' when 'sideIncome' then 'side_income' when 'noDecision' then 'no_decision' when 'nonResident' then 'non_resident' else 'table' end,
    'birth_year', facts ->> 'birthYear',
    'table', case when facts ->> 'withholding' in ('table', 'noDecision') then facts ->> 'table' end,
    'column', case when facts ->> 'withholding' in ('table', 'noDecision') then facts ->> 'column' end))
where facts ? 'birthYear';

-- What the law wants to know of an employer: rates of insurers and funds. A newer row takes over from its day on; none is edited.
create table employment.employer_facts (
    number     bigint generated always as identity unique,  -- order of writing
    id         uuid   primary key,
    entity     uuid   not null,                             -- a legal entity, owned by Ledger
    valid_from date   not null,
    facts      jsonb  not null,
    source     text   not null,                             -- the notice that says so
    state      text   not null check (state in ('Entered', 'Checked', 'Refused')),
    entered_by uuid   not null,
    checked_by uuid,
    check (checked_by is null or checked_by <> entered_by)  -- four eyes
);
create index on employment.employer_facts (entity, valid_from);
