create table employment.run (
    id          uuid primary key,
    entity      uuid not null,
    pay_day     date not null,
    state       text not null check (state in ('Open', 'Frozen', 'Computed', 'Exceptions', 'Released')),
    version     int  not null,        -- raised whenever its figures change: who releases names the one they have seen
    frozen_by   uuid not null,
    computed_by uuid not null,
    released_by uuid,
    check (released_by is null or released_by not in (frozen_by, computed_by))  -- four eyes
);
create index on employment.run (entity, pay_day);
alter table employment.wage add foreign key (run) references employment.run;
create index on employment.wage (run) where run is not null;

-- One per person and run. Amounts in minor units; content is every line with its law, as the engine gave it.
create table employment.payslip (
    id          uuid    primary key,
    run         uuid    not null references employment.run,
    entity      uuid    not null,
    person      uuid    not null,
    pay_day     date    not null,
    currency    char(3) not null,
    released    boolean not null,
    refusal     text,                 -- why it cannot be paid as it is; then there are no figures
    facts       jsonb   not null,     -- of the refusal
    gross       bigint  not null,
    tax         bigint  not null,
    employer    bigint  not null,     -- on top of gross
    paid_before bigint  not null,     -- gross of the year before this payment, as it was computed with
    content     jsonb,
    unique (run, person),
    check ((content is null) = (refusal is not null)),
    check (not released or refusal is null)
);
create index on employment.payslip (person, pay_day) where released;

-- What each wage, and so each activity, has of a payslip.
create table employment.payslip_part (
    payslip  uuid   not null references employment.payslip on delete cascade,
    wage     uuid   not null references employment.wage,
    activity uuid   not null,
    gross    bigint not null,
    tax      bigint not null,
    employer bigint not null,
    forecast bigint not null,
    primary key (payslip, wage)
);

-- A payslip that somebody has been given is never edited: a correction is another one.
create function employment.refuse_change() returns trigger language plpgsql as $$
begin
    if old.released then
        raise exception 'payslip % is closed', old.id;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;
create trigger closed before update or delete on employment.payslip for each row execute function employment.refuse_change();
