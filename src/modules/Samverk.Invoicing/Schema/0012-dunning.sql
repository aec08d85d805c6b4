-- What was done because an invoice is late; each once.
create table invoicing.dunning (
    invoice uuid not null references invoicing.invoice,
    step    text not null check (step ~ '^(Reminder[1-9]|Talk|Heard|Demand|Collection|Court)$'),
    date    date not null,
    person  uuid not null,
    note    text not null,
    primary key (invoice, step)
);
create trigger append_only before update or delete or truncate on invoicing.dunning
    for each statement execute function store.refuse_change();

-- A write-off above the threshold waits here for a second person.
create table invoicing.write_off (
    id       uuid primary key,
    invoice  uuid not null references invoicing.invoice,
    reason   text not null,
    proposed date not null,
    proposer uuid not null,
    decided  date,
    decider  uuid check (decider <> proposer),
    check ((decided is null) = (decider is null))
);
create unique index one_open_proposal on invoicing.write_off (invoice) where decided is null;
