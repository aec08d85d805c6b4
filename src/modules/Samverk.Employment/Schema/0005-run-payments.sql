-- How far the net wage of a released payslip has come, as Treasury tells it. No row: it is owed.
create table employment.wage_payment (
    payslip uuid primary key references employment.payslip,
    run     uuid not null references employment.run,
    state   text not null check (state in ('Filed', 'Paid', 'Final'))
);
create index on employment.wage_payment (run, state);

alter table employment.run drop constraint run_state_check;
alter table employment.run add check (state in ('Open', 'Frozen', 'Computed', 'Exceptions', 'Released', 'Filed', 'Paid', 'Locked'));
