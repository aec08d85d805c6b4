create schema members;

-- Everybody the cooperative knows. Names, addresses and mail live here only, so that they can be erased while codes and all sums stay.
create table members.person (
    id          uuid primary key,
    code        text not null unique check (code ~ '^m-[23456789bcdfghjkmnpqrstvwxz]{4,12}$'),
    kind        text not null check (kind in ('Member', 'User', 'Engaged', 'Staff')),
    name        text not null check (length(name) between 1 and 120),
    email       text check (length(email) <= 254),
    phone       text check (length(phone) <= 32),
    street      text,
    building    text,
    postal_code text,
    town        text,
    region      text,
    country     char(2),
    born_on     date,
    language    char(2) not null,
    adviser     uuid references members.person,
    version     int  not null check (version > 0),           -- two who edit at once: the later one is told
    erased_on   date,
    check ((country is null) = (town is null))
);
create index on members.person (name, id);
create index on members.person (lower(email));
create index on members.person (adviser);
-- An account is in the ledger for ever: a code never goes to somebody else, and nobody changes theirs.
create function members.keep_code() returns trigger language plpgsql as $$
begin
    if new.code <> old.code then raise exception 'the code of a person never changes'; end if;
    return new;
end $$;
create trigger keep_code before update on members.person for each row execute function members.keep_code();
create trigger no_delete before delete or truncate on members.person for each statement execute function store.refuse_change();

-- Every address a person ever had here, in lower case, so that erasing also finds the mails that went to earlier ones.
create table members.mail_address (
    person uuid not null references members.person,
    email  text not null,
    primary key (person, email)
);
create index on members.mail_address (email);

-- What the statutes of an entity say about membership, from a date on.
create table members.statute (
    entity         uuid     not null,
    valid_from     date     not null,
    share_amount   bigint   check (share_amount > 0),        -- null: no share is asked
    share_currency char(3),
    notice_months  int      not null check (notice_months between 0 and 60),
    keep_years     int      not null check (keep_years between 0 and 100),  -- how long the register keeps who has left
    source         text     not null,
    primary key (entity, valid_from),
    check ((share_amount is null) = (share_currency is null))
);

create table members.membership (
    person         uuid primary key references members.person,
    entity         uuid not null,
    state          text not null,
    recommended_by uuid,
    admitted_on    date,
    notice_on      date,
    ends_on        date
);
create index on members.membership (state);
create index on members.membership (ends_on) where state = 'Leaving';

-- A share is asked for when somebody applies; the money is recorded when it is there.
create table members.share (
    id            uuid    primary key,
    person        uuid    not null references members.person,
    entity        uuid    not null,
    amount        bigint  not null check (amount > 0),
    currency      char(3) not null,
    subscribed_on date    not null,
    paid_on       date
);
create index on members.share (person);
