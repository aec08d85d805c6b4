-- What the cooperative has chosen about its money, who chose it and why. The value in force is store.setting; where safety depends on it, it
-- gets there by a second person only.
create table treasury.setting_change (
    number     bigint generated always as identity unique,
    id         uuid primary key,
    key        text not null,
    value      text not null,                          -- as people type it; empty = none
    why        text not null,
    state      text not null check (state in ('Proposed', 'InForce', 'Refused')),
    made_by    uuid not null,
    made_on    date not null,
    decided_by uuid,
    check (decided_by <> made_by)                      -- four eyes
);
create unique index one_open_change on treasury.setting_change (key) where state = 'Proposed';
create trigger no_delete before delete or truncate on treasury.setting_change for each statement execute function store.refuse_change();
create trigger fixed before update of id, key, value, why, made_by, made_on on treasury.setting_change for each statement execute function store.refuse_change();
