-- What goes with an invoice: time sheets, receipts. [{name, hash}]; inside the XML and with the mail.
alter table invoicing.draft add column files jsonb not null default '[]';
