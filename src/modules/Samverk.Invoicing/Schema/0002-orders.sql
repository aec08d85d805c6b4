-- What a client agreed to. Rest and invoiced are never stored: they follow from its invoices.
create table invoicing.client_order (
    id            uuid    primary key,
    number        text    not null,                   -- shown to people
    activity      uuid    not null,
    entity        uuid    not null,
    client        uuid    not null references invoicing.client,
    title         text    not null,
    currency      char(3) not null,
    net           bigint  not null check (net > 0),   -- minor units of its currency
    pass_through  bigint  not null default 0 check (pass_through >= 0 and pass_through <= net),
    planning_rate numeric check (planning_rate > 0),  -- entity's currency per unit of a foreign one, of the order day
    state         text    not null check (state in ('Draft', 'Checking', 'Confirming', 'ChangesAsked', 'Active', 'Completed', 'Cancelled', 'Rejected', 'Declined', 'Expired', 'Withdrawn')),
    unique (entity, number)
);
create index on invoicing.client_order (activity);
create index on invoicing.client_order (client);
