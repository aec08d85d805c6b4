-- What the cooperative has to pay, each once: a claim, a supplier's invoice, a net wage. The id is that of its document.
create table treasury.due (
    id        uuid    primary key,
    entity    uuid    not null,
    kind      text    not null check (kind in ('Expense', 'Supplier', 'NetWage')),
    account   text    not null,                       -- of liabilities, which owes it
    minor     bigint  not null check (minor > 0),
    currency  char(3) not null,
    person    uuid,                                    -- paid to the account that the person has given
    name      text,                                    -- a supplier, with what its invoice says
    iban      text,
    bic       text,
    reference text,
    number    text    not null,                        -- of the supplier's invoice; else empty
    due_on    date    not null,
    created   date    not null,
    check ((person is null) = (name is not null and iban is not null))
);
create index on treasury.due (entity, due_on);
create trigger no_delete before delete or truncate on treasury.due for each statement execute function store.refuse_change();
create trigger fixed before update of id, entity, kind, account, minor, currency, person, iban, bic, reference, due_on, created on treasury.due
    for each statement execute function store.refuse_change();

-- Payments of one company on one day, as one file for the bank.
create table treasury.batch (
    id          uuid        primary key,
    entity      uuid        not null,
    account     uuid        not null references treasury.account,
    pay_on      date        not null,
    state       text        not null check (state in ('Made', 'Released', 'Cancelled', 'Rejected')),
    made_on     date        not null,
    made_by     uuid        not null,
    released_at timestamptz,
    released_by uuid,
    content     bytea,                                 -- the file as it was released; given up when somebody in it is erased
    hash        bytea       check (length(hash) = 32),
    check (released_by <> made_by),                    -- nobody sends money alone
    check (state in ('Made', 'Cancelled') or released_by is not null and released_at is not null and hash is not null)
);
create index on treasury.batch (entity, made_on);
create trigger no_delete before delete or truncate on treasury.batch for each statement execute function store.refuse_change();
create trigger fixed before update of id, entity, account, pay_on, made_on, made_by on treasury.batch for each statement execute function store.refuse_change();

create table treasury.payment (
    id       uuid primary key,
    batch    uuid not null references treasury.batch,
    due      uuid not null references treasury.due,
    place    int  not null,
    name     text not null,                            -- as they were when it was ordered; emptied when the person is erased
    iban     text not null,
    bic      text,
    state    text not null check (state in ('Ordered', 'Released', 'Paid', 'Returned', 'Cancelled')),
    part     uuid,                                     -- the use of a bank line that has paid it
    returned uuid,                                     -- the one that brought the money back
    unique (batch, place)
);
-- Nothing is ever paid twice.
create unique index one_live_payment on treasury.payment (due) where state in ('Ordered', 'Released', 'Paid');
create unique index on treasury.payment (part) where part is not null;
create unique index on treasury.payment (returned) where returned is not null;
create index on treasury.payment (state);
create trigger no_delete before delete or truncate on treasury.payment for each statement execute function store.refuse_change();
create trigger fixed before update of id, batch, due, place on treasury.payment for each statement execute function store.refuse_change();

-- A payment of ours that came back is one more use of a line's money.
alter table treasury.part drop constraint kinds;
alter table treasury.part add constraint kinds check (kind in ('Invoice', 'Recovery', 'ClientCredit', 'Payout', 'Entry', 'Named', 'Return', 'PayoutReturn'));
