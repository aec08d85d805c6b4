-- Shares of those who have left are paid back like everything else that a person is owed.
alter table treasury.due drop constraint due_kind_check;
alter table treasury.due add constraint due_kind_check check (kind in ('Expense', 'Supplier', 'NetWage', 'Authority', 'Refund', 'Share'));
