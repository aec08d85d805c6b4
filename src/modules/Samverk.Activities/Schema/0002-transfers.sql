-- Money offered from one activity to another; it moves when the receiver accepts.
create table activities.transfer (
    id            uuid    primary key,
    from_activity uuid    not null references activities.activity,
    to_activity   uuid    not null references activities.activity,
    amount        bigint  not null check (amount > 0),   -- minor units
    currency      char(3) not null,
    reason        text    not null,
    state         text    not null check (state in ('Proposed', 'Accepted', 'Posted', 'Declined', 'Withdrawn')),
    check (from_activity <> to_activity)
);
create index on activities.transfer (from_activity, id);
create index on activities.transfer (to_activity, id);
