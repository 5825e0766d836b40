-- The list of families. Imports write source records that never change; identity (our uuid) links
-- them; the current family is worked out from the records in force and officers' dated changes.
-- docs/decisions/0006-source-records.md says why.

create sequence import_number as int;
comment on sequence import_number is 'Numbers of imports as people quote them: Impor no. 12.';
grant usage on sequence import_number to {app};

create table data_import (
  kab text not null,
  no int not null,
  kind text not null,
  state text not null,
  source_kind text not null,
  source_name text not null default '',
  cut_off date,
  legal_basis text,
  expires_on date,
  mode text not null default 'full',
  scheme text,
  synthetic boolean not null default false,
  rows_read int,
  rows_accepted int,
  rows_warned int,
  rows_refused int,
  families int,
  persons int,
  summary jsonb,
  job_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  checked_at timestamptz,
  applied_by uuid,
  applied_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text,
  primary key (kab, no),
  constraint data_import_kind_known check (kind in ('person', 'family', 'recap')),
  constraint data_import_state_known check (state in ('new', 'checked', 'applied', 'undone', 'cancelled')),
  constraint data_import_source_known check (source_kind in ('p3ke', 'dtsen', 'other')),
  constraint data_import_mode_known check (mode in ('full', 'addition')),
  constraint data_import_scheme_known check (scheme in ('kemendagri', 'bps')),
  constraint data_import_adds_up check (rows_read = rows_accepted + rows_refused),
  constraint data_import_applied_has_date check (state not in ('applied', 'undone') or (cut_off is not null and applied_at is not null)),
  constraint data_import_undone_has_reason check (state <> 'undone' or undo_reason is not null)
);
create index data_import_newest on data_import (created_at desc);
comment on table data_import is 'One file (or a family file with its file of members) brought in, with its receipt. Can be undone as a unit.';
comment on column data_import.kab is 'Area of the account that brought it: a kabupaten, or the province';
comment on column data_import.no is 'Number of the import, unique in the installation';
comment on column data_import.kind is 'person: a row per member; family: a row per family; recap: counts without names';
comment on column data_import.state is 'new, checked, applied, undone or cancelled';
comment on column data_import.source_kind is 'p3ke, dtsen or other: source ids are compared only within one kind';
comment on column data_import.source_name is 'Where the data come from, as printed';
comment on column data_import.cut_off is 'Day the data speak of; ages are counted on it and the newest full list wins by it';
comment on column data_import.legal_basis is 'Agreement or BAST number under which the data were received';
comment on column data_import.expires_on is 'Last day the agreement lets the data be kept; empty where it sets none';
comment on column data_import.mode is 'full: the whole list of every kabupaten in it; addition: joins the list in force';
comment on column data_import.scheme is 'Declared scheme of the region codes; empty where nobody had to declare it';
comment on column data_import.synthetic is 'Example data of the demo';
comment on column data_import.rows_read is 'Data rows in the file';
comment on column data_import.rows_accepted is 'Rows taken, with or without a warning';
comment on column data_import.rows_warned is 'Rows taken with at least one warning';
comment on column data_import.rows_refused is 'Rows not taken; read = accepted + refused';
comment on column data_import.families is 'Families, or counts of a recap added up';
comment on column data_import.persons is 'Members with a row of their own';
comment on column data_import.summary is 'Counts by reason, notices about the whole file, comparison per kabupaten';
comment on column data_import.job_id is 'Job that last worked on it';
comment on column data_import.created_by is 'Account that uploaded it; empty for a command';
comment on column data_import.created_at is 'When';
comment on column data_import.checked_at is 'When the dry run last ended';
comment on column data_import.applied_by is 'Account that applied it';
comment on column data_import.applied_at is 'When';
comment on column data_import.undone_by is 'Account that undid it';
comment on column data_import.undone_at is 'When';
comment on column data_import.undo_reason is 'Why';
call protect('data_import', 'select, insert, update');

create table import_file (
  kab text not null,
  import_no int not null,
  part smallint not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  layout jsonb not null,
  primary key (kab, import_no, part),
  foreign key (kab, import_no) references data_import (kab, no)
);
create index import_file_digest on import_file (sha256);
comment on table import_file is 'Files of an import. The file itself is deleted once the import is applied or cancelled.';
comment on column import_file.kab is 'Owner of the import';
comment on column import_file.import_no is 'Import';
comment on column import_file.part is '1, or 2 for the file of members beside a file of families';
comment on column import_file.name is 'Name it was uploaded under';
comment on column import_file.bytes is 'Size';
comment on column import_file.sha256 is 'Digest; the same file twice is refused unless the first was undone';
comment on column import_file.layout is 'Sheet, header rows as they stand, which column means what';
call protect('import_file', 'select, insert, update');

create table import_row (
  kab text not null,
  import_no int not null,
  n int not null,
  part smallint not null,
  row_no int not null,
  outcome text not null,
  reason text not null,
  column_name text not null,
  sealed bytea not null,
  primary key (kab, import_no, n),
  foreign key (kab, import_no) references data_import (kab, no),
  constraint import_row_outcome_known check (outcome in ('refused', 'warned'))
);
create index import_row_reason on import_row (kab, import_no, outcome, reason, n);
comment on table import_row is 'Rows that need a look: refused ones with their cells, and the first examples of each warning.';
comment on column import_row.kab is 'Owner of the import';
comment on column import_row.import_no is 'Import';
comment on column import_row.n is 'Order of appearance';
comment on column import_row.part is 'File';
comment on column import_row.row_no is 'Row number as the spreadsheet shows it';
comment on column import_row.outcome is 'refused or warned';
comment on column import_row.reason is 'First reason code';
comment on column import_row.column_name is 'Header of the offending column; empty where the row as a whole is meant';
comment on column import_row.sealed is 'Sealed JSON: every reason with its column and value, and the cells of a refused row';
call protect('import_row', 'select, insert, delete');

create table import_mapping (
  kab text not null,
  signature text not null,
  mapping jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (kab, signature)
);
comment on table import_mapping is 'Which column means what, remembered for the next file with the same header.';
comment on column import_mapping.kab is 'Area of the account';
comment on column import_mapping.signature is 'Digest of the folded header';
comment on column import_mapping.mapping is 'Field to column';
comment on column import_mapping.changed_by is 'Account that confirmed it last';
comment on column import_mapping.changed_at is 'When';
call protect('import_mapping', 'select, insert, update');

create table import_area (
  kab text not null,
  import_no int not null,
  data text not null,
  level text not null,
  mode text not null,
  source_name text not null,
  cut_off date not null,
  synthetic boolean not null,
  families int not null,
  persons int,
  applied_at timestamptz not null,
  undone_at timestamptz,
  in_force boolean not null default false,
  primary key (kab, import_no),
  constraint import_area_data_known check (data in ('list', 'recap')),
  constraint import_area_level_known check (level in ('kab', 'kec', 'village'))
);
comment on table import_area is 'What an applied import says about one kabupaten, and whether it counts there now.';
comment on column import_area.kab is 'Kabupaten covered';
comment on column import_area.import_no is 'Import';
comment on column import_area.data is 'list: with names; recap: counts only';
comment on column import_area.level is 'Lowest level it can speak of';
comment on column import_area.mode is 'full or addition';
comment on column import_area.source_name is 'Copy of the receipt, so that the kabupaten can read it';
comment on column import_area.cut_off is 'Day the data speak of';
comment on column import_area.synthetic is 'Example data';
comment on column import_area.families is 'Families in this kabupaten';
comment on column import_area.persons is 'Members in this kabupaten; empty where there are no rows of members';
comment on column import_area.applied_at is 'When it was applied';
comment on column import_area.undone_at is 'When it was undone';
comment on column import_area.in_force is 'Worked out at every apply and undo: newest full import by cut-off, then the additions after it; a recap only where there is no list';
call protect('import_area', 'select, insert, update');

-- Source records have no foreign keys: one transaction of the importer writes them all, nothing may
-- change them afterwards (the application role has no right to), and a check per row costs a third
-- of the import.

create table source_family (
  kab text not null,
  import_no int not null,
  n int not null,
  family_id uuid not null,
  village text not null,
  desil smallint,
  source_kind text not null,
  source_id text,
  kk_digest bytea,
  kk_sealed bytea,
  head_nik_digest bytea,
  head_name text,
  head_occupation text,
  address text,
  members int,
  complete boolean not null,
  women_headed boolean,
  with_disability boolean,
  with_business boolean,
  working boolean not null,
  working_women boolean,
  working_disabled boolean,
  ownership smallint,
  floor smallint,
  wall smallint,
  roof smallint,
  light smallint,
  fuel smallint,
  water smallint,
  toilet smallint,
  housing_known smallint not null,
  housing_deprived smallint not null,
  savings boolean,
  aid smallint,
  stunting_risk boolean,
  warnings text[],
  fingerprint bigint not null,
  row_no int not null,
  primary key (kab, import_no, n),
  constraint source_family_desil_range check (desil between 1 and 10)
);
create index source_family_identity on source_family (kab, family_id);
comment on table source_family is 'A family exactly as one import brought it. Never changed, never deleted by the application.';
comment on column source_family.kab is 'Kabupaten it lives in';
comment on column source_family.import_no is 'Import';
comment on column source_family.n is 'Number of the family in the import';
comment on column source_family.family_id is 'Family it is taken to be, by source id, then KK, then NIK of the head';
comment on column source_family.village is 'Kemendagri code of the village';
comment on column source_family.desil is 'Tenth in the national ranking, 1 = poorest; empty where the source has none';
comment on column source_family.source_kind is 'Register the id belongs to';
comment on column source_family.source_id is 'Id of the family in that register';
comment on column source_family.kk_digest is 'Keyed digest of the KK number; empty for placeholders and damaged numbers';
comment on column source_family.kk_sealed is 'KK number, encrypted';
comment on column source_family.head_nik_digest is 'Keyed digest of the NIK of the head; empty unless it is sound';
comment on column source_family.head_name is 'Name of the head';
comment on column source_family.head_occupation is 'Main work of the head, as a code';
comment on column source_family.address is 'Address as written';
comment on column source_family.members is 'Number of members; empty where the source does not tell';
comment on column source_family.complete is 'Every member has a row of their own';
comment on column source_family.women_headed is 'The head is a woman; empty where the sex of the head is unknown';
comment on column source_family.with_disability is 'Some member has a disability; empty where the source does not tell';
comment on column source_family.with_business is 'Some member runs a business; empty where the source does not tell';
comment on column source_family.working is 'Some member is 18 to 59 on the cut-off date, or nobody can tell';
comment on column source_family.working_women is 'Some woman is 18 to 59; empty unless complete';
comment on column source_family.working_disabled is 'Some member with a disability is 18 to 59; empty unless complete and told';
comment on column source_family.ownership is 'Code of housing.ts';
comment on column source_family.floor is 'Code of housing.ts';
comment on column source_family.wall is 'Code of housing.ts';
comment on column source_family.roof is 'Code of housing.ts';
comment on column source_family.light is 'Code of housing.ts';
comment on column source_family.fuel is 'Code of housing.ts';
comment on column source_family.water is 'Code of housing.ts';
comment on column source_family.toilet is 'Code of housing.ts';
comment on column source_family.housing_known is 'Bit i set: deprivation i of need.ts is known';
comment on column source_family.housing_deprived is 'Bit i set: deprived of i';
comment on column source_family.savings is 'Has savings, jewellery or livestock';
comment on column source_family.aid is 'Bits: 1 PKH, 2 Sembako, 4 BPNT, 8 BST, 16 BPUM; empty where the source does not tell';
comment on column source_family.stunting_risk is 'At risk of stunting by the source';
comment on column source_family.warnings is 'Warning codes of its rows';
comment on column source_family.fingerprint is 'Hash of what a person would call a change; equal in two imports means the same';
comment on column source_family.row_no is 'First row of the file that speaks of it';
call protect('source_family', 'select, insert');

create table source_person (
  kab text not null,
  import_no int not null,
  n int not null,
  family_n int not null,
  person_id uuid not null,
  source_id text,
  nik_digest bytea,
  nik_sealed bytea,
  nik_last text,
  nik_state text not null,
  name text,
  sex text,
  birth_date date,
  relation text,
  marital text,
  education text,
  occupation text,
  disability boolean,
  business boolean,
  dukcapil boolean,
  primary key (kab, import_no, family_n, n),
  constraint source_person_nik_state check (nik_state in ('ok', 'suspect', 'damaged', 'none')),
  constraint source_person_sex_known check (sex in ('m', 'f'))
);
comment on table source_person is 'A person exactly as one import brought it.';
comment on column source_person.kab is 'Kabupaten';
comment on column source_person.import_no is 'Import';
comment on column source_person.n is 'Number of the person in the import';
comment on column source_person.family_n is 'Number of the family in the import';
comment on column source_person.person_id is 'Person it is taken to be: same family and same NIK, else id in the register, else name and birth date';
comment on column source_person.source_id is 'Id of the person in the register';
comment on column source_person.nik_digest is 'Keyed digest of a sound NIK, for finding it again';
comment on column source_person.nik_sealed is 'NIK as read, encrypted';
comment on column source_person.nik_last is 'Last four digits, for the masked view';
comment on column source_person.nik_state is 'ok, suspect (kept, not used to identify), damaged (by Excel) or none';
comment on column source_person.name is 'Name as written';
comment on column source_person.sex is 'm or f';
comment on column source_person.birth_date is 'Date of birth from its column, else from a sound NIK';
comment on column source_person.relation is 'Relation to the head, as a code';
comment on column source_person.marital is 'Marital status, as a code';
comment on column source_person.education is 'Highest schooling, as a code';
comment on column source_person.occupation is 'Main work, as a code';
comment on column source_person.disability is 'Has a disability; empty where the source does not tell';
comment on column source_person.business is 'Runs a business; empty where the source does not tell';
comment on column source_person.dukcapil is 'Matched with the civil registry, by the source';
call protect('source_person', 'select, insert');

create table recap_count (
  kab text not null,
  import_no int not null,
  code text not null,
  by_desil int[] not null,
  desil_unknown int not null,
  persons int,
  primary key (kab, import_no, code),
  constraint recap_count_ten check (array_length(by_desil, 1) = 10)
);
comment on table recap_count is 'Counts of families per desil as a recap without names brought them.';
comment on column recap_count.kab is 'Kabupaten';
comment on column recap_count.import_no is 'Import';
comment on column recap_count.code is 'Region at the recap''s own level';
comment on column recap_count.by_desil is 'Families of desil 1 to 10';
comment on column recap_count.desil_unknown is 'Families without a desil';
comment on column recap_count.persons is 'People, where the recap tells';
call protect('recap_count', 'select, insert');

create table family (
  kab text not null,
  id uuid not null,
  import_no int,
  source_n int,
  village text,
  desil smallint,
  listed boolean not null,
  women_headed boolean,
  with_disability boolean,
  with_business boolean,
  primary key (kab, id)
);
create index family_village on family (kab, village) where listed;
comment on table family is 'Identity of a family, and where it stands now: worked out from the records in force and the changes in force, never typed.';
comment on column family.kab is 'Kabupaten';
comment on column family.id is 'Our own identity; outlives imports';
comment on column family.import_no is 'Import of the record in force; empty where no import in force has it';
comment on column family.source_n is 'Number in that import';
comment on column family.village is 'Where it lives now';
comment on column family.desil is 'From the record in force';
comment on column family.listed is 'Counts today: in an import in force and not ended by an officer';
comment on column family.women_headed is 'Record in force, or an officer''s correction';
comment on column family.with_disability is 'Record in force, or an officer''s correction';
comment on column family.with_business is 'Record in force, or an officer''s correction';
call protect('family', 'select, insert, update');

create table family_change (
  kab text not null,
  id uuid not null,
  family_id uuid not null,
  kind text not null,
  village text,
  field text,
  value boolean,
  note text not null,
  effective_on date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  revoke_reason text,
  primary key (kab, id),
  foreign key (kab, family_id) references family (kab, id),
  constraint family_change_kind_known check (kind in ('moved', 'left', 'died', 'not_eligible', 'correction')),
  constraint family_change_moved_where check ((kind = 'moved') = (village is not null)),
  constraint family_change_corrects_one check ((kind = 'correction') = (field is not null and value is not null)),
  constraint family_change_field_known check (field in ('women_headed', 'with_disability', 'with_business')),
  constraint family_change_moved_inside check (village is null or left(village, 5) = kab)
);
create index family_change_family on family_change (kab, family_id);
comment on table family_change is 'What an officer found out about a family, dated. Holds until revoked or until a record with a later cut-off says otherwise.';
comment on column family_change.kab is 'Kabupaten';
comment on column family_change.id is 'Change';
comment on column family_change.family_id is 'Family';
comment on column family_change.kind is 'moved (inside the kabupaten), left (the kabupaten), died, not_eligible, correction';
comment on column family_change.village is 'New village of a move';
comment on column family_change.field is 'What a correction corrects';
comment on column family_change.value is 'What it is';
comment on column family_change.note is 'How it is known';
comment on column family_change.effective_on is 'Since when';
comment on column family_change.made_by is 'Account';
comment on column family_change.made_at is 'When it was recorded';
comment on column family_change.revoked_by is 'Account that took it back';
comment on column family_change.revoked_at is 'When';
comment on column family_change.revoke_reason is 'Why';
call protect('family_change', 'select, insert, update');

create view current_family with (security_invoker = true) as
  select f.kab, f.id, f.import_no, f.source_n, f.village, f.desil, f.women_headed, f.with_disability, f.with_business,
    s.source_kind, s.source_id, s.kk_digest, s.kk_sealed, s.head_name, s.head_occupation, s.address,
    s.members, s.complete, s.working, s.working_women, s.working_disabled,
    s.ownership, s.floor, s.wall, s.roof, s.light, s.fuel, s.water, s.toilet, s.housing_known, s.housing_deprived,
    s.savings, s.aid, s.stunting_risk, s.warnings
  from family f
  join source_family s on s.kab = f.kab and s.import_no = f.import_no and s.n = f.source_n
  where f.listed;
comment on view current_family is 'The list of today: every listed family with the record in force. Under the row-level security of whoever asks.';
grant select on current_family to {app};

create view current_person with (security_invoker = true) as
  select p.*, f.id as family_id, f.village
  from family f
  join source_person p on p.kab = f.kab and p.import_no = f.import_no and p.family_n = f.source_n
  where f.listed;
comment on view current_person is 'Members of the families of today. Under the row-level security of whoever asks.';
grant select on current_person to {app};

create table need (
  kab text not null,
  code text not null,
  level text not null,
  source text not null,
  synthetic boolean not null,
  as_of date not null,
  families int not null,
  by_desil int[] not null,
  desil_unknown int not null,
  persons int,
  women_headed int,
  with_disability int,
  with_business int,
  eligible int[] not null,
  eligible_women int[],
  eligible_disabled int[],
  occupations jsonb,
  deprived int[],
  known int[],
  primary key (kab, code),
  constraint need_level_known check (level in ('kab', 'kec', 'village')),
  constraint need_source_known check (source in ('list', 'recap'))
);
create index need_level on need (kab, level);
comment on table need is 'Families per region, at the level of the data and every level above it up to the kabupaten. Worked out again at every apply, undo and change.';
comment on column need.kab is 'Kabupaten';
comment on column need.code is 'Region';
comment on column need.level is 'Its level';
comment on column need.source is 'list or recap';
comment on column need.synthetic is 'Example data';
comment on column need.as_of is 'Oldest cut-off among the imports in force';
comment on column need.families is 'Families';
comment on column need.by_desil is 'Families of desil 1 to 10';
comment on column need.desil_unknown is 'Families without a desil';
comment on column need.persons is 'Members; empty where not told for every family';
comment on column need.women_headed is 'Families headed by a woman; empty where not told';
comment on column need.with_disability is 'Families with a member with a disability; empty where not told';
comment on column need.with_business is 'Families with a business; empty where not told';
comment on column need.eligible is 'By desil: families with a member of 18 to 59; for a recap all families';
comment on column need.eligible_women is 'By desil: with a woman of 18 to 59; empty unless every member is known';
comment on column need.eligible_disabled is 'By desil: with a disabled member of 18 to 59; empty unless known';
comment on column need.occupations is 'Main work of the head to families';
comment on column need.deprived is 'Seven counts in the order of need.ts: families deprived';
comment on column need.known is 'Seven counts: families whose condition is known';
call protect('need', 'select, insert, delete');
