-- What an order says, as its author typed it: a draft may lack anything. Once submitted it only changes while changes are asked.
create table invoicing.order_content (
    id          uuid primary key,                     -- the order's, also before it is submitted
    author      uuid not null,
    author_name text not null,
    content     jsonb not null,
    checks      jsonb not null default '[]',          -- [{word, result, text}] of the last submission
    created     date not null,
    saved_at    timestamptz not null
);
create index on invoicing.order_content (author, created desc);

alter table invoicing.client_order
    add column mode        text not null default 'Running' check (mode in ('Running', 'Assignment')),
    add column valid_until date,                      -- the last day on which the client may confirm
    add column series      uuid references invoicing.client_order,  -- the first order of a series
    add column created     date;
create index on invoicing.client_order (state, valid_until);
create index on invoicing.client_order (series);

-- Up to which amount a member's orders need no adviser. The newest row counts.
create table invoicing.trust (
    number   bigint  generated always as identity primary key,
    person   uuid    not null,
    currency char(3) not null,
    amount   bigint  not null check (amount >= 0),    -- minor units
    reason   text    not null check (reason <> ''),
    given_by uuid    not null check (given_by <> person),
    date     date    not null
);
create index on invoicing.trust (person, currency, number desc);
create trigger append_only before update or delete or truncate on invoicing.trust
    for each statement execute function store.refuse_change();
