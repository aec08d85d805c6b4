-- Kilometres and days away are paid by a rate of the country, not by a receipt.
do $$
declare
    name text;
begin
    for name in
        select conname from pg_constraint
        where conrelid = 'expenses.claim'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '''(Expense|Draft)''' and pg_get_constraintdef(oid) ~ '\m(kind|receipt)\M'
    loop
        execute format('alter table expenses.claim drop constraint %I', name);
    end loop;
end $$;

alter table expenses.claim
    add column journey jsonb,                                   -- where and when, and how the amount was reckoned
    add constraint kinds check (kind in ('Expense', 'DirectPayment', 'Mileage', 'PerDiem')),
    add constraint journeys check ((kind in ('Mileage', 'PerDiem')) = (journey is not null)),
    add constraint handed_in check (state = 'Draft' or (receipt is not null or journey is not null) and claimed is not null and submitted is not null);
