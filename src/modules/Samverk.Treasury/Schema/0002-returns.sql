-- A payment that the bank took back (an R-transaction) is one more use of a line's money.
do $$
declare
    name text;
begin
    for name in
        select conname from pg_constraint
        where conrelid = 'treasury.part'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\mkind\M'
    loop
        execute format('alter table treasury.part drop constraint %I', name);
    end loop;
end $$;

alter table treasury.part add constraint kinds check (kind in ('Invoice', 'Recovery', 'ClientCredit', 'Payout', 'Entry', 'Named', 'Return'));
