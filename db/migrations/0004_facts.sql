-- Published figures and dated thresholds: reference tables without row-level security, nothing in
-- them is about a person. Tables of every kind come in through table_import and can be taken back.

create table table_import (
  id uuid primary key,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  mapping jsonb not null,
  rows_read int not null,
  rows_accepted int not null,
  rows_warned int not null,
  rows_refused int not null,
  records int not null,
  heads jsonb not null,
  refused jsonb not null,
  imported_by text not null,
  imported_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  undo_reason text,
  constraint table_import_adds_up check (rows_read = rows_accepted + rows_refused and rows_warned <= rows_accepted),
  constraint table_import_undone_has_reason check ((undone_at is null) = (undo_reason is null))
);
create index table_import_newest on table_import (imported_at desc);
comment on table table_import is 'One reference table brought in: figures, thresholds, evidence, prices. Can be undone as a unit.';
comment on column table_import.id is 'Import';
comment on column table_import.kind is 'What kind of table: figures, thresholds and the kinds later modules add';
comment on column table_import.file_name is 'Name of the file as it was sent';
comment on column table_import.sha256 is 'Digest of the file; the same file is not taken twice';
comment on column table_import.mapping is 'How its columns were understood';
comment on column table_import.rows_read is 'Rows under the heads';
comment on column table_import.rows_accepted is 'Rows that became records, those with a remark included';
comment on column table_import.rows_warned is 'Accepted rows with a remark';
comment on column table_import.rows_refused is 'Rows that became nothing, each with its reason';
comment on column table_import.records is 'Records stored';
comment on column table_import.heads is 'Column heads, to hand refused rows back in their own layout';
comment on column table_import.refused is 'Refused rows: row number, cells as they were, reasons';
comment on column table_import.imported_by is 'Account, or the name of a command';
comment on column table_import.imported_at is 'When';
comment on column table_import.undone_by is 'Who took it back';
comment on column table_import.undone_at is 'When it was taken back';
comment on column table_import.undo_reason is 'Why';
grant select, insert, update on table_import to {app};

create table fact (
  id uuid primary key,
  code text not null references region (code),
  indicator text not null,
  item text,
  year int not null,
  period text not null default '',
  value double precision,
  grade text not null,
  source text not null,
  note text,
  synthetic boolean not null default false,
  import_id uuid references table_import (id),
  entered_by text not null,
  entered_at timestamptz not null,
  retracted_by text,
  retracted_at timestamptz,
  retract_reason text,
  retract_import_id uuid references table_import (id),
  constraint fact_grade_known check (grade in ('H', 'M', 'L')),
  constraint fact_year_plausible check (year between 1950 and 2100),
  constraint fact_source_named check (source <> ''),
  constraint fact_retracted_has_reason check ((retracted_at is null) = (retract_reason is null))
);
-- Two sources may disagree and both stand; one source says one thing about one figure.
create unique index fact_live on fact (code, indicator, coalesce(item, ''), year, period, source)
  where retracted_at is null;
create index fact_by_indicator on fact (indicator, year) where retracted_at is null;
create index fact_by_import on fact (import_id) where import_id is not null;
comment on table fact is 'Published figures. One row is one figure with region, year, source and grade; blank stays blank.';
comment on column fact.id is 'Figure';
comment on column fact.code is 'Region it is about';
comment on column fact.indicator is 'What it measures: p0, population, production … (src/domain/fact.ts)';
comment on column fact.item is 'Commodity or product, where the indicator is per item';
comment on column fact.year is 'Year it speaks of';
comment on column fact.period is 'Part of the year: maret, september, semester 2; empty for the year';
comment on column fact.value is 'In the indicator''s own unit; empty where the source was looked at and gives no usable figure';
comment on column fact.grade is 'H official or confirmed twice, M one source, L doubtful';
comment on column fact.source is 'Who published it, and where it was read';
comment on column fact.note is 'What to know about it';
comment on column fact.synthetic is 'Made for the demo; never in one column with published figures';
comment on column fact.import_id is 'Import it came with; empty for shipped figures and those typed by hand';
comment on column fact.entered_by is 'Account, system.reference for shipped figures, or the name of a command';
comment on column fact.entered_at is 'When it was entered';
comment on column fact.retracted_by is 'Who took it back';
comment on column fact.retracted_at is 'When it was taken back; the row stays';
comment on column fact.retract_reason is 'Why';
comment on column fact.retract_import_id is 'Import whose newer figure replaced it; undoing that import brings it back';
grant select, insert, update on fact to {app};

create table poverty_threshold (
  id uuid primary key,
  year int not null,
  basis text not null,
  base_year int,
  per_day_rupiah double precision,
  per_month_rupiah double precision,
  grade text not null,
  source text not null,
  note text,
  usable boolean not null,
  import_id uuid references table_import (id),
  entered_by text not null,
  entered_at timestamptz not null,
  retracted_by text,
  retracted_at timestamptz,
  retract_reason text,
  constraint poverty_threshold_grade_known check (grade in ('H', 'M', 'L')),
  constraint poverty_threshold_retracted_has_reason check ((retracted_at is null) = (retract_reason is null))
);
create unique index poverty_threshold_live on poverty_threshold (year, basis, source) where retracted_at is null;
comment on table poverty_threshold is 'The line of extreme poverty in rupiah, by year and source: a dated table, never one constant.';
comment on column poverty_threshold.id is 'Threshold';
comment on column poverty_threshold.year is 'Year it holds for';
comment on column poverty_threshold.basis is 'International line it is converted from, such as USD 2.15 PPP';
comment on column poverty_threshold.base_year is 'Year of the purchasing power parities; empty where the source does not say';
comment on column poverty_threshold.per_day_rupiah is 'Rupiah per person and day, where the source prints it';
comment on column poverty_threshold.per_month_rupiah is 'Rupiah per person and month, where the source prints it';
comment on column poverty_threshold.grade is 'H official or confirmed twice, M one source, L doubtful';
comment on column poverty_threshold.source is 'Who published it, and where it was read';
comment on column poverty_threshold.note is 'What to know about it';
comment on column poverty_threshold.usable is 'False for known errors, such as a line converted at the market rate';
comment on column poverty_threshold.import_id is 'Import it came with';
comment on column poverty_threshold.entered_by is 'Account, system.reference for shipped rows, or the name of a command';
comment on column poverty_threshold.entered_at is 'When it was entered';
comment on column poverty_threshold.retracted_by is 'Who took it back';
comment on column poverty_threshold.retracted_at is 'When it was taken back; the row stays';
comment on column poverty_threshold.retract_reason is 'Why';
grant select, insert, update on poverty_threshold to {app};
