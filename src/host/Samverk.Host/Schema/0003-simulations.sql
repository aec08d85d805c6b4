create schema simulator;

-- A simulation that somebody keeps: the question as its address has it, and the answer of that day, so that both can be seen beside each other later.
create table simulator.saved (
    id        uuid  primary key,
    person    uuid  not null,
    name      text  not null check (length(name) between 1 and 60),
    link      text  not null check (length(link) <= 2000),
    made_on   date  not null,
    currency  text  not null,
    price     bigint not null,                       -- minor units
    gross     bigint not null,
    net       bigint not null
);
create index on simulator.saved (person, id);
