-- Parameter files that were supplied since the program was made.
create table employment.wage_file (
    number    bigint generated always as identity unique,  -- order of arrival
    hash      text   primary key,                          -- SHA-256 of the content
    name      text   not null,
    content   text   not null,
    loaded_on date   not null
);

-- The rows of parameters as they were known the last time somebody looked: what changes for days that are over is told.
create table employment.known_law (
    country text not null,
    row     text not null,   -- parameter, first day, and whether it is the cooperative's own
    says    text not null,   -- hash of value, status and end
    primary key (country, row)
);

-- Closed payslips rest on a parameter that is known differently by now, until they are computed again.
create table employment.late_law (
    entity    uuid not null,
    parameter text not null,
    first_day date not null,
    last_day  date not null,
    payslips  int  not null,
    primary key (entity, parameter)
);
