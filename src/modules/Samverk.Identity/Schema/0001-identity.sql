create schema identity;

-- A person who may sign in: one account per person, under the person's id. Columns and names are those of ASP.NET Core Identity's own store.
create table identity.account (
    id                     uuid        primary key,  -- the person
    user_name              text        not null,
    normalized_user_name   text        not null unique,
    email                  text        not null,
    normalized_email       text        not null unique,
    email_confirmed        boolean     not null,
    password_hash          text,                     -- null until the invitation is accepted
    security_stamp         text,
    concurrency_stamp      text,
    phone_number           text,
    phone_number_confirmed boolean     not null,
    two_factor_enabled     boolean     not null,
    lockout_end            timestamptz,
    lockout_enabled        boolean     not null,
    access_failed_count    int         not null,
    language               text        not null,     -- ISO 639-1: what mails are written in
    name                   text,                     -- what pages call the person; a copy that Members keeps fresh
    locked_at              timestamptz,              -- an administrator has closed the account
    used_code              text,                     -- the last code of the authenticator: RFC 6238 section 5.2 allows each once
    created_at             timestamptz not null
);

-- The authenticator's key and the hashes of recovery codes.
create table identity.account_token (
    user_id        uuid not null references identity.account on delete cascade,
    login_provider text not null,
    name           text not null,
    value          text,
    primary key (user_id, login_provider, name)
);

create table identity.account_passkey (
    credential_id bytea primary key check (length(credential_id) <= 1024),
    user_id       uuid  not null references identity.account on delete cascade,
    data          jsonb not null
);
create index on identity.account_passkey (user_id);

-- Who held which role, from when until when, and whose hand gave and took it. Never deleted.
create table identity.role_held (
    id       bigint      generated always as identity primary key,
    person   uuid        not null references identity.account,
    role     text        not null check (role in ('Member', 'Adviser', 'Finance', 'Board', 'Auditor', 'Administrator')),
    since    timestamptz not null,
    until    timestamptz,
    given_by uuid        not null,
    taken_by uuid,
    check ((until is null) = (taken_by is null))
);
create unique index on identity.role_held (person, role) where until is null;

-- One visit, from signing in to signing out. The cookie names it; its end is the end of the cookie, on every instance at once.
create table identity.sign_in (
    id         uuid        primary key,
    person     uuid        not null references identity.account,
    at         timestamptz not null,
    ends_at    timestamptz not null,
    ended_at   timestamptz,
    half       boolean     not null,                 -- the password was right, the second factor is still missing
    method     text        not null check (method in ('Password', 'Passkey', 'Link')),
    device     text        not null,                 -- "Firefox, Linux"
    network    text        not null                  -- the address without its last part; never whole
);
create index on identity.sign_in (person, at);

-- A link that was sent by mail. Only the hash of its secret is kept.
create table identity.link (
    id      uuid        primary key,
    person  uuid        not null references identity.account,
    kind    text        not null check (kind in ('Invitation', 'Reset')),
    hash    bytea       not null unique,             -- SHA-256 of 256 random bits
    sent_at timestamptz not null,
    ends_at timestamptz not null,
    used_at timestamptz
);
create index on identity.link (person) where used_at is null;

-- A key for a program that works for a person.
create table identity.token (
    id         uuid        primary key,
    person     uuid        not null references identity.account,
    name       text        not null,
    may_write  boolean     not null,
    hash       bytea       not null unique,          -- SHA-256 of 256 random bits
    made_at    timestamptz not null,
    ends_on    date        not null,                 -- the last day on which it works
    revoked_at timestamptz,
    used_on    date                                  -- to the day: enough to find forgotten ones
);
create index on identity.token (person);

-- Somebody of the staff does a member's work on the member's behalf.
create table identity.acting (
    id       uuid        primary key,
    sign_in  uuid        not null references identity.sign_in,
    hand     uuid        not null references identity.account,
    person   uuid        not null references identity.account,
    why      text        not null check (why <> ''),
    began_at timestamptz not null,
    ends_at  timestamptz not null,                   -- by itself
    ended_at timestamptz,
    check (hand <> person)
);
create index on identity.acting (person, began_at);
create unique index on identity.acting (sign_in) where ended_at is null;
