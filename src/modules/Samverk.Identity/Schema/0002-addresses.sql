-- A link may also prove that a new address belongs to the person who asked to be reached there. Forgotten with the link's use.
alter table identity.link drop constraint link_kind_check;
alter table identity.link add constraint link_kind_check check (kind in ('Invitation', 'Reset', 'Email'));
alter table identity.link add column email text check (email is null or kind = 'Email');
