-- What kind of legal person an entity is, as its cooperative set it up; null for those that were founded here before anybody was asked.
alter table ledger.entity add column legal_kind text check (legal_kind in ('Cooperative', 'Association', 'ServiceCompany', 'EducationCompany'));
