-- The notice may run to the end of the financial year, and statutes may say how much capital has to stay.
alter table members.statute add column to_year_end boolean not null default false;
alter table members.statute add column minimum_capital bigint check (minimum_capital > 0);
alter table members.statute add column minimum_currency char(3);
alter table members.statute add check ((minimum_capital is null) = (minimum_currency is null));

-- What approved accounts say a share is worth: entered by one person, released by another.
create table members.share_value (
    id          uuid   primary key,
    entity      uuid   not null,
    year_end    date   not null,
    value       bigint not null check (value >= 0),          -- of one share as the statutes ask for it
    currency    char(3) not null,
    assembly_on date   not null check (assembly_on > year_end),
    pay_from    date   not null check (pay_from >= assembly_on),
    source      text   not null check (length(source) between 1 and 300),
    state       text   not null check (state in ('Entered', 'Released', 'Refused')),
    entered_by  uuid   not null,
    entered_on  date   not null,
    decided_by  uuid,
    decided_on  date,
    check ((state = 'Entered') = (decided_by is null) and (decided_by is null) = (decided_on is null)),
    check (state <> 'Released' or decided_by <> entered_by and decided_on >= assembly_on)
);
create unique index one_value_a_year on members.share_value (entity, year_end) where state in ('Entered', 'Released');
create trigger no_delete before delete or truncate on members.share_value for each statement execute function store.refuse_change();
create trigger fixed before update of id, entity, year_end, value, currency, assembly_on, pay_from, source, entered_by, entered_on on members.share_value
    for each statement execute function store.refuse_change();

alter table members.share add column state text;
alter table members.share add column posted boolean not null default false;  -- its payment is an entry of these books
alter table members.share add column value uuid references members.share_value;
alter table members.share add column payout bigint;

-- What was paid before shares were posted stays so: its money came with the opening balances, or by a bank line that two people named.
update members.share set state = case when paid_on is null then 'Subscribed' else 'Paid' end;
update members.share set state = case membership.state when 'Member' then 'Active' else 'Noticed' end
from members.membership where membership.person = share.person and share.paid_on is not null and membership.state in ('Member', 'Leaving', 'Left');
insert into store.step (noun, object, was, state, event, at, date, person, why, rules)
select 'members.share', share.id, was, step.state, event, (step.date + time '12:00') at time zone 'UTC', step.date, '00000000-0000-8000-8000-000000000001', '', 1
from members.share
left join members.membership on membership.person = share.person
cross join lateral (values
    (1, null, 'Subscribed', 'subscribed', share.subscribed_on, true),
    (2, 'Subscribed', 'Paid', 'paid', share.paid_on, share.state <> 'Subscribed'),
    (3, 'Paid', 'Active', 'admitted', coalesce(membership.admitted_on, share.paid_on), share.state in ('Active', 'Noticed')),
    (4, 'Active', 'Noticed', 'notice', coalesce(membership.notice_on, membership.ends_on, share.paid_on), share.state = 'Noticed')
) step (place, was, state, event, date, taken)
where taken
order by share.id, place;

alter table members.share alter column state set not null;
alter table members.share add check (state in ('Subscribed', 'Paid', 'Active', 'Noticed', 'Redeemable', 'Repaid'));
alter table members.share add check ((state = 'Subscribed') = (paid_on is null));
alter table members.share add check ((state in ('Redeemable', 'Repaid')) = (payout is not null) and (payout is null) = (value is null) and payout between 0 and amount);
create index on members.share (entity, state);
create index on members.share (value) where value is not null;
