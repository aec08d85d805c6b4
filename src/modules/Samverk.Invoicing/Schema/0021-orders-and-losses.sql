-- Orders that came without a written content (taken over, or made by a verb) are in lists too: by the day on which they began.
update invoicing.client_order set created = coalesce((select min(date) from store.step where object = client_order.id), current_date) where created is null;
alter table invoicing.client_order alter column created set not null;

-- Those that were taken over could not be found by their name.
update invoicing.client set match_key = lower(name || ' ' || coalesce(town, '')) where match_key = '';

-- A second person may also say no.
alter table invoicing.write_off add column approved boolean, add column answer text not null default '';
update invoicing.write_off set approved = true where decided is not null;
alter table invoicing.write_off add check ((approved is null) = (decided is null)), add check (approved is not false or answer <> '');
