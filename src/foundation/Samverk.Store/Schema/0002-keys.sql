-- Keys that sign cookies and form tokens, so that every instance reads what another wrote. As XML of ASP.NET Core's data protection.
create table store.key (
    id   bigint generated always as identity primary key,
    name text   not null,
    xml  text   not null
);
