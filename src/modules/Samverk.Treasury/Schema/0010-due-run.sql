-- The payroll run that owes a net wage: a run is paid by one tick, not by thousands.
alter table treasury.due add run uuid check (run is null or kind = 'NetWage');
create index on treasury.due (run) where run is not null;
