-- A person's year from one company. With person and entity in indexes of their own, a table that nobody has analysed yet (right after a large run)
-- was read by the entity's, which holds everybody's payslips.
create index on employment.payslip (person, entity, pay_day) where released;
drop index employment.payslip_person_pay_day_idx;
