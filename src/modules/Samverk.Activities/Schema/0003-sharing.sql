-- An amount that a team shared out over several activities, and the minutes of that decision: readable for all in the teams.
create table activities.share_out (
    id            uuid    primary key,
    from_activity uuid    not null references activities.activity,
    amount        bigint  not null check (amount > 0),   -- minor units
    currency      char(3) not null,
    minutes       text    not null check (minutes <> ''),
    date          date    not null,
    person        uuid    not null
);
create trigger append_only before update or delete or truncate on activities.share_out
    for each statement execute function store.refuse_change();

alter table activities.transfer add column share_out uuid references activities.share_out;
create index on activities.transfer (share_out) where share_out is not null;
create index on activities.transfer (state) where state = 'Accepted';

-- An invitation into a team, and what became of it. Only the hash of the link is kept.
create table activities.delegation (
    id          uuid  primary key,
    activity    uuid  not null references activities.activity,
    relation    text  not null check (relation in ('TeamMember', 'Manager')),
    email       text,                                    -- where the link went; erased when the invitation is answered
    invited     uuid,                                    -- only this person may accept; null = who holds the link
    token       bytea not null unique,                   -- SHA-256
    valid_until date  not null,
    person      uuid,                                    -- who accepted
    state       text  not null check (state in ('Invited', 'Active', 'Expired', 'Revoked', 'Ended')),
    check ((state in ('Active', 'Ended')) = (person is not null) or state = 'Revoked')
);
create index on activities.delegation (activity);
create index on activities.delegation (valid_until) where state = 'Invited';
