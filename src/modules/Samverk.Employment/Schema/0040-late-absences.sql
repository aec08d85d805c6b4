-- Closed payslips are computed again for an absence that became known after them, or is none by now.
alter table employment.correction drop constraint correction_reason_check;
alter table employment.correction add constraint correction_reason_check check (reason in ('Parameter', 'OwnValue', 'Facts', 'Wage', 'Absence'));

-- Closed payslips, as they were given, that pay other hours than the absences on record leave. Found when an absence is decided; a released correction empties it.
create table employment.late_absence (
    payslip uuid primary key references employment.payslip,
    entity  uuid not null,
    pay_day date not null
);
create index on employment.late_absence (entity);

-- Whoever was engaged by a link agrees by it: which one, by the first letters of its hash.
alter table employment.wage_claim add column agreed_link text check (agreed_link is null or agreed is not null);
