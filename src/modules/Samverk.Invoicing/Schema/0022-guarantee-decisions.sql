-- Whether the fund stands behind an active order, decided otherwise than at its activation: one person proposes, a second one decides.
create table invoicing.guarantee_decision (
    id       uuid    primary key,
    order_id uuid    not null references invoicing.client_order,
    eligible boolean not null,             -- what it shall be from the decision on
    reason   text    not null check (reason ~ '\S'),
    proposed date    not null,
    proposer uuid    not null,
    decided  date,
    decider  uuid check (decider <> proposer),  -- four eyes
    approved boolean,
    answer   text    not null default '',
    check ((approved is null) = (decided is null) and (decided is null) = (decider is null)),
    check (approved is not false or answer <> '')
);
create unique index on invoicing.guarantee_decision (order_id) where decided is null;  -- one at a time
create index on invoicing.guarantee_decision (order_id);
