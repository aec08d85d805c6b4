create schema expenses;

-- Whom the cooperative pays directly. The code is generated, because it stands in the ledger for ever.
create table expenses.supplier (
    number bigint generated always as identity primary key,
    iban   text   not null unique,
    code   text   not null generated always as ('s-' || lpad(number::text, 5, '0')) stored
);
create trigger no_delete before delete or truncate on expenses.supplier for each statement execute function store.refuse_change();

-- What a member asks the cooperative to bear: money that they laid out, or a supplier's invoice to be paid directly.
create table expenses.claim (
    id           uuid    primary key,
    kind         text    not null check (kind in ('Expense', 'DirectPayment')),
    activity     uuid    not null,
    entity       uuid    not null,
    member       uuid    not null,
    state        text    not null check (state in ('Draft', 'Submitted', 'Checked', 'Approved', 'Partly', 'Rejected', 'Paid')),
    date         date    not null,                       -- on the receipt
    supplier     text    not null,
    number       text    not null,                       -- empty: the receipt has none
    what         text    not null,
    currency     char(3) not null,
    net          bigint  not null check (net >= 0),
    vat          bigint  not null check (vat >= 0),
    claimed      bigint,                                 -- gross as it was handed in
    deductible   bigint  not null check (deductible between 0 and vat),
    addressed    boolean not null,                       -- made out to the cooperative
    receipt      bytea,                                  -- the hash of store.file
    receipt_name text,
    iban         text,                                   -- direct payments: the supplier's
    bic          text,
    reference    text,                                   -- structured, in its electronic form
    due          date,
    supplier_key text    not null,                       -- letters and digits only, so that "IKEA AB" and "ikea ab." are one
    number_key   text    not null,
    created      date    not null,
    submitted    date,
    check ((kind = 'DirectPayment') = (iban is not null)),
    check (state = 'Draft' or receipt is not null and claimed is not null and submitted is not null)
);
create index on expenses.claim (member, created);
create index on expenses.claim (state);
-- I16: a receipt is reimbursed at most once, in the whole node, whoever hands it in.
create unique index one_receipt on expenses.claim (receipt) where state in ('Submitted', 'Checked', 'Approved', 'Partly', 'Paid');
create unique index one_number on expenses.claim (supplier_key, number_key, claimed, currency)
    where number_key <> '' and state in ('Submitted', 'Checked', 'Approved', 'Partly', 'Paid');
create trigger no_truncate before truncate on expenses.claim for each statement execute function store.refuse_change();
