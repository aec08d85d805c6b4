-- Where money for a person goes. A change is a new row; an earlier one stays, so that what was paid can be explained. What is personal in it
-- is emptied when the person is erased.
create table members.pay_account (
    id          uuid        primary key,
    number      bigint      generated always as identity,
    person      uuid        not null references members.person,
    iban        text        not null,                       -- electronic form; empty once erased
    bic         text,
    holder      text        not null check (length(holder) <= 70),
    given_on    date        not null,
    usable_from date        not null check (usable_from >= given_on),  -- the cooling-off of the day on which it was given
    given_at    timestamptz not null,
    given_by    uuid        not null,
    stopped_on  date,
    stopped_by  uuid,
    why         text,                                       -- of the stop
    check ((stopped_on is null) = (stopped_by is null) and (stopped_on is null) = (why is null))
);
create index on members.pay_account (person, number);
create index on members.pay_account (usable_from) where stopped_on is null;
create trigger no_delete before delete or truncate on members.pay_account for each statement execute function store.refuse_change();
create trigger fixed before update of id, person, given_on, usable_from, given_at, given_by on members.pay_account
    for each statement execute function store.refuse_change();
