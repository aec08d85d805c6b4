create schema guarantee;

-- Whether the fund stands behind an order. The first row is fixed when the order becomes active; every later one is a decision with a
-- reason, and counts from then on.
create table guarantee.verdict (
    number   bigint      generated always as identity primary key,
    order_id uuid        not null,
    eligible boolean     not null,
    reasons  jsonb       not null,                -- [{condition, met}]
    evidence jsonb       not null,                -- what was shown: who confirmed, when, hash of the document
    rules    int         not null,
    decision text        check (decision <> ''),  -- null = by the rules, at activation
    at       timestamptz not null,
    date     date        not null,
    person   uuid        not null
);
create unique index verdict_at_activation on guarantee.verdict (order_id) where decision is null;
create index on guarantee.verdict (order_id, number);
create trigger append_only before update or delete or truncate on guarantee.verdict
    for each statement execute function store.refuse_change();

create function guarantee.check_verdict() returns trigger language plpgsql as $$
begin
    if new.decision is not null and not exists (select from guarantee.verdict where order_id = new.order_id and decision is null) then
        raise exception 'a decision changes a verdict that was fixed at activation; there is none';
    end if;
    return new;
end $$;
create trigger decision_after_activation before insert on guarantee.verdict
    for each row execute function guarantee.check_verdict();
