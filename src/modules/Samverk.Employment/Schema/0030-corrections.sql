-- A correction run computes closed payslips again by the law of their period as it is known now; its payslips hold the differences.
alter table employment.run add column kind text not null default 'Ordinary' check (kind in ('Ordinary', 'Correction'));

-- What a correction run computes again, and why: one payslip, or those of one person or of everybody with a pay day in a period.
create table employment.correction (
    run       uuid primary key references employment.run,
    reason    text not null check (reason in ('Parameter', 'OwnValue', 'Facts', 'Wage')),
    why       text not null,
    payslip   uuid references employment.payslip,
    person    uuid,
    first_day date not null,
    last_day  date not null,
    check (first_day <= last_day)
);

-- What a wage should have been.
create table employment.corrected_gross (
    run   uuid   not null references employment.correction,
    wage  uuid   not null references employment.wage,
    gross bigint not null check (gross > 0),
    primary key (run, wage)
);

-- Every payslip that was computed again. What has no payslip in the run is equal to the cent.
create table employment.computed_again (
    run     uuid not null references employment.run,
    payslip uuid not null references employment.payslip,
    person  uuid not null,
    primary key (run, payslip)
);

-- The amounts of a correction are what changes; its content is the whole payslip as it should have been. Its pay day is that of what it corrects.
alter table employment.payslip add column corrects uuid references employment.payslip;
alter table employment.payslip add column version int not null default 1;
-- How many payslips of the year the person had been given when it was computed: whether anything has come between, and what came first.
alter table employment.payslip add column released_before int not null default 0;
alter table employment.payslip disable trigger closed;
update employment.payslip slip set released_before = (
    select count(*) from employment.payslip earlier
    where earlier.person = slip.person and earlier.entity = slip.entity and earlier.released and earlier.id <> slip.id
      and extract(year from earlier.pay_day) = extract(year from slip.pay_day) and (not slip.released or earlier.paid_before < slip.paid_before));
alter table employment.payslip enable trigger closed;
alter table employment.payslip drop constraint payslip_run_person_key;
create unique index on employment.payslip (run, person) where corrects is null;
create unique index on employment.payslip (run, corrects) where corrects is not null;
-- A second correction of the same version finds that it was made already.
create unique index on employment.payslip (corrects, version) where released and corrects is not null;
alter table employment.payslip add check ((corrects is null) = (version = 1));

-- What somebody was paid too much. Kept from a pay only as far as the person has agreed to.
create table employment.wage_claim (
    payslip   uuid   primary key references employment.payslip,   -- the correction that found it
    entity    uuid   not null,
    person    uuid   not null,
    amount    bigint not null check (amount > 0),
    agreed    bigint check (agreed > 0 and agreed <= amount),     -- to be kept from the next pay
    agreed_on date,
    made_on   date   not null,
    check ((agreed is null) = (agreed_on is null))
);
create index on employment.wage_claim (person);
create table employment.claim_move (
    claim    uuid   not null references employment.wage_claim,
    document uuid   not null,                                     -- the payslip that it was kept from or that takes it back, or the repayment
    kind     text   not null check (kind in ('FallenAway', 'SetOff', 'Repaid')),
    amount   bigint not null check (amount > 0),
    moved_on date   not null,
    primary key (claim, document)
);
create function employment.refuse_overclaim() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from employment.claim_move where claim = new.claim) > (select amount from employment.wage_claim where payslip = new.claim) then
        raise exception 'claim % becomes less than nothing', new.claim;
    end if;
    return null;
end $$;
create trigger never_below_zero after insert on employment.claim_move for each row execute function employment.refuse_overclaim();

-- What a correction posted for one wage: the document of the later entry, the entry that it stands beside, and why, without anybody's name.
create table employment.true_up (
    document  uuid   primary key,
    payslip   uuid   not null references employment.payslip,
    wage      uuid   not null references employment.wage,
    beside    uuid   not null,               -- the entry of the wage as it was posted, owned by Ledger
    reason    text   not null,
    lines     text[] not null,               -- labels of the lines that differ, English phrases
    parameter text,                          -- the first that is another one by now
    from_day  date,
    unique (payslip, wage)
);
