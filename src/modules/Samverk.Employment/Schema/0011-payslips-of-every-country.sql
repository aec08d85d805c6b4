-- Contributions that the employee bears, and tax-free sums that are paid with the net.
alter table employment.payslip add column employee bigint not null default 0, add column additions bigint not null default 0;
alter table employment.payslip_part add column employee bigint not null default 0, add column additions bigint not null default 0;

-- What each body is owed for this part, in minor units, in the order of the payslip.
alter table employment.payslip_part add column bodies jsonb not null default '[]';
update employment.payslip_part set bodies = jsonb_build_array(jsonb_build_object('body', 'tax-account', 'minor', tax + employer));
