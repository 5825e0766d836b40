-- The Lembar Kabupaten: what was sent to a kabupaten, and what came back.

create table sheet (
  kab text not null,
  id uuid not null,
  year int not null,
  version int not null,
  round_id uuid,
  plan_id uuid,
  content jsonb not null,
  content_digest text not null,
  questions int not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  issued_by_name text not null,
  primary key (kab, id),
  unique (kab, year, version),
  constraint sheet_year_sane check (year between 2000 and 2100),
  constraint sheet_counts_positive check (version > 0 and questions >= 0)
);
comment on table sheet is 'Sheets sent to a kabupaten: the questions as they stood that day, so that an answer is always matched with what was asked.';
comment on column sheet.kab is 'Kabupaten that is asked';
comment on column sheet.id is 'Sheet; stands hidden in the file and finds it again when it returns';
comment on column sheet.year is 'Year that is planned for';
comment on column sheet.version is 'Counts from 1 in a kabupaten and year';
comment on column sheet.round_id is 'Round of consultation; empty until rounds exist';
comment on column sheet.plan_id is 'Plan whose lines are asked about; empty where none was solved';
comment on column sheet.content is 'Questions and what the province thinks, as domain/sheet.ts describes them';
comment on column sheet.content_digest is 'SHA-256 of what is asked; the same questions need no new version';
comment on column sheet.questions is 'Number of questions asked';
comment on column sheet.issued_at is 'When it was made';
comment on column sheet.issued_by is 'Account that made it';
comment on column sheet.issued_by_name is 'Name at the time, as printed';
call protect('sheet', 'select, insert');

create table sheet_return (
  kab text not null,
  id uuid not null,
  sheet_id uuid not null,
  file_name text not null,
  file_digest text not null,
  filled_by text not null,
  filled_on date not null,
  read int not null,
  applied int not null,
  unchanged int not null,
  refused int not null,
  report jsonb not null,
  answer_ids uuid[] not null,
  returned_at timestamptz not null,
  returned_by uuid not null,
  returned_by_name text not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_by_name text,
  primary key (kab, id),
  foreign key (kab, sheet_id) references sheet (kab, id),
  constraint sheet_return_adds_up check (read = applied + unchanged + refused),
  constraint sheet_return_undone_by_somebody check ((undone_at is null) = (undone_by is null))
);
create index sheet_return_sheet on sheet_return (kab, sheet_id);
comment on table sheet_return is 'Sheets that came back, each taken or undone as a unit: read = applied + unchanged + refused.';
comment on column sheet_return.kab is 'Kabupaten that answered';
comment on column sheet_return.id is 'Return';
comment on column sheet_return.sheet_id is 'Sheet it answers';
comment on column sheet_return.file_name is 'Name the file had';
comment on column sheet_return.file_digest is 'SHA-256 of the file';
comment on column sheet_return.filled_by is 'Who filled it in, as written in it';
comment on column sheet_return.filled_on is 'Day it was filled in, as written in it, else the day it came';
comment on column sheet_return.read is 'Answers found in the file';
comment on column sheet_return.applied is 'Answers that were new or different';
comment on column sheet_return.unchanged is 'Answers that said what was known already';
comment on column sheet_return.refused is 'Answers that could not be read or came too late';
comment on column sheet_return.report is 'Every change and every refusal with its cell and reason';
comment on column sheet_return.answer_ids is 'Answers it added; taken away again when it is undone';
comment on column sheet_return.returned_at is 'When it was taken in';
comment on column sheet_return.returned_by is 'Account that took it in';
comment on column sheet_return.returned_by_name is 'Name at the time';
comment on column sheet_return.undone_at is 'When it was undone; empty while it counts';
comment on column sheet_return.undone_by is 'Account that undid it';
comment on column sheet_return.undone_by_name is 'Name at the time';
call protect('sheet_return', 'select, insert, update');

-- A returned sheet is undone as a unit: exactly its own answers go, and the audit keeps that they were there.
grant delete on answer to {app};
