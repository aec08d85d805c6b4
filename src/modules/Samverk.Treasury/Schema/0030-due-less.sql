-- What corrections of wages have taken off a due to an authority before it was paid.
alter table treasury.due add column less bigint not null default 0 check (less >= 0 and less <= minor);
alter table treasury.due add constraint less_of_authorities check (less = 0 or kind = 'Authority');
