-- The cooperative's own dated values: they fill what a pack lacks or nobody has verified, and override what is verified.
create table store.own_value (
    id           uuid primary key,
    pack         text not null,                        -- whose ids: "facts" of countries, "wages" of wage parameters
    name         text not null,                        -- the whole id there: "se.fee"
    valid_from   date not null,
    valid_to     date check (valid_to >= valid_from),
    value        jsonb not null,
    source       text not null check (source <> ''),   -- law, minutes, letter: where it can be read
    state        text not null check (state in ('Entered', 'Released', 'Withdrawn')),
    entered_by   uuid not null,
    entered_on   date not null,
    released_by  uuid,
    released_on  date,
    check ((released_by is null) = (released_on is null)),
    check (state <> 'Released' or released_by is not null)
);
create index on store.own_value (pack, name, valid_from);
