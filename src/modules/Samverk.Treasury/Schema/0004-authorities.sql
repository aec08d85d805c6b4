-- Authorities and clients are paid like everybody else. What is owed to an authority becomes due by the country's rule for the period's end,
-- which is looked up when it is asked: a rule that nobody stands for holds the payment back.
alter table treasury.due drop constraint due_kind_check;
alter table treasury.due add constraint due_kind_check check (kind in ('Expense', 'Supplier', 'NetWage', 'Authority', 'Refund'));
alter table treasury.due add column period_end date;
alter table treasury.due drop constraint due_check;
alter table treasury.due add constraint due_check check (
    case kind when 'Authority' then person is null and name is null and iban is null and period_end is not null
    else (person is null) = (name is not null and iban is not null) and period_end is null end);

-- Where a body is paid, as its letters say it: written down by one person, released by another. A newer one takes over when it is released.
create table treasury.payee (
    id          uuid primary key,
    entity      uuid not null,
    account     text not null,                        -- of liabilities, which owes it: "liabilities:authority:tax-account"
    name        text not null,
    iban        text not null,
    bic         text,
    reference   text,                                 -- structured, the same for every payment: an OCR number of the tax account
    state       text not null check (state in ('Entered', 'Released', 'Replaced', 'Refused')),
    entered_by  uuid not null,
    entered_on  date not null,
    released_by uuid,
    released_on date,
    check (released_by <> entered_by),                -- four eyes
    check (state not in ('Released', 'Replaced') or released_by is not null)
);
create unique index one_released_payee on treasury.payee (entity, account) where state = 'Released';
create index on treasury.payee (entity, account);
create trigger no_delete before delete or truncate on treasury.payee for each statement execute function store.refuse_change();
create trigger fixed before update of id, entity, account, name, iban, bic, reference, entered_by, entered_on on treasury.payee
    for each statement execute function store.refuse_change();
