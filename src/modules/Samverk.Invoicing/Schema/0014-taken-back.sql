-- A payment that was matched wrongly, or that the bank took back: a settlement against the earlier one, with the other sign. Both stay.
do $$
declare
    name text;
begin
    for name in
        select conname from pg_constraint
        where conrelid = 'invoicing.settlement'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\m(amount|net)\M'
    loop
        execute format('alter table invoicing.settlement drop constraint %I', name);
    end loop;
end $$;

alter table invoicing.settlement add column reverses uuid references invoicing.settlement (id);
create unique index on invoicing.settlement (reverses) where reverses is not null;
alter table invoicing.settlement add constraint amounts check (
    case when reverses is null then amount > 0 and net >= 0 and net <= amount
    else kind in ('Payment', 'Recovery') and amount <> 0 and abs(net) <= abs(amount) and amount::numeric * net >= 0 end);

create or replace function invoicing.check_settlement() returns trigger language plpgsql as $$
declare
    billed bigint;
    settled bigint;
    paid bigint;
    written bigint;
    back bigint;
begin
    select gross into billed from invoicing.invoice where id = new.invoice;
    select coalesce(sum(amount) filter (where kind in ('Payment', 'WriteOff')), 0), coalesce(sum(amount) filter (where kind = 'Payment'), 0),
           coalesce(sum(amount) filter (where kind = 'WriteOff'), 0), coalesce(sum(amount) filter (where kind = 'Recovery'), 0)
    into settled, paid, written, back
    from invoicing.settlement where invoice = new.invoice;
    if settled > billed or back > written then
        raise exception 'invoice % would be settled beyond its amount', new.invoice;
    end if;
    if paid < 0 or back < 0 then
        raise exception 'more of invoice % would be taken back than has come', new.invoice;
    end if;
    if new.reverses is not null and not exists (
        select from invoicing.settlement earlier
        where earlier.id = new.reverses and earlier.invoice = new.invoice and earlier.kind = new.kind and earlier.amount = -new.amount and earlier.net = -new.net)
    then
        raise exception 'settlement % takes back another one than it says', new.id;
    end if;
    return null;
end $$;
