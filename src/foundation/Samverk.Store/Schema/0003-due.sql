-- Jobs of one transaction share its instant; they are done in the order in which they were made.
alter table store.job add column turn bigint generated always as identity;
drop index store.job_run_at_id_idx;
create index job_due on store.job (run_at, turn) where done_at is null and attempts < 10;

-- Since when recurring work is known, and how it fares; which dates are done is in store.recurring.
create table store.recurrence (
    kind     text        primary key,
    since    date        not null,
    attempts int         not null default 0,     -- failures in a row at the next date
    error    text,                               -- the type of the last failure; never its data
    retry_at timestamptz                         -- null = not waiting after a failure
);

-- The clock goes forward only, but for its very first step: a demo or a test may begin in the past.
alter table store.clock add column stepped boolean not null default false;
