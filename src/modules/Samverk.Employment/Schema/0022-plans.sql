-- A monthly salary out of lumpy invoices: so much a month, as long as it lasts.
create table employment.plan (
    id          uuid    primary key,
    entity      uuid    not null,
    activity    uuid    not null,
    person      uuid    not null,
    author      uuid    not null,
    currency    char(3) not null,
    cost        bigint  not null check (cost > 0),                       -- of a month, for the activity
    first_month date    not null check (extract(day from first_month) = 1),
    last_month  date    not null check (extract(day from last_month) = 1 and last_month >= first_month),
    state       text    not null check (state in ('Requested', 'Approved', 'Refused', 'Withdrawn', 'Ended')),
    made_on     date    not null
);
create unique index on employment.plan (activity, person) where state = 'Approved';
create index on employment.plan (person);

-- The wage that a plan has asked for in a month.
create table employment.plan_wage (
    plan  uuid not null references employment.plan,
    month date not null,
    wage  uuid not null references employment.wage,
    primary key (plan, month, wage)
);

-- Each end that was warned of, so that nobody hears of it twice.
create table employment.plan_warning (
    plan      uuid not null references employment.plan,
    month     date not null,
    warned_on date not null,
    primary key (plan, month)
);
