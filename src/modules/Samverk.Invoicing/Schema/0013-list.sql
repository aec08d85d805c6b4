-- The list of invoices: newest first, a page at a time.
create index invoice_list on invoicing.invoice (issued_at, id);
