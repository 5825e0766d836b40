-- Potential: what lives where and who says so, recipes with their versions, the gate's overrides,
-- what kabupaten officers answered, and equipment that was given before.

create table commodity (
  code text primary key,
  name_id text not null,
  name_en text not null,
  kind text not null,
  marine boolean not null,
  constraint commodity_code_shape check (code ~ '^[a-z0-9-]{2,40}$'),
  constraint commodity_kind_known check (kind in ('commodity', 'product', 'service'))
);
comment on table commodity is 'Commodities, products and services that evidence speaks of. A service has the id of its recipe.';
comment on column commodity.code is 'Stable code';
comment on column commodity.name_id is 'Indonesian name';
comment on column commodity.name_en is 'English name';
comment on column commodity.kind is 'commodity (raw material), product (craft, trade) or service';
comment on column commodity.marine is 'Comes from the sea';
grant select on commodity to {app};

create table commodity_alias (
  folded text primary key,
  code text references commodity (code),
  refused text,
  spelling text not null,
  source text not null,
  added_by uuid,
  added_at timestamptz,
  constraint commodity_alias_decides check ((code is null) <> (refused is null))
);
comment on table commodity_alias is 'Spellings of commodities in files, and texts that are refused with a reason.';
comment on column commodity_alias.folded is 'Lower case, letters and digits joined by _';
comment on column commodity_alias.code is 'Commodity it means; empty where it is refused';
comment on column commodity_alias.refused is 'Reason code where the text names nothing a family business works with';
comment on column commodity_alias.spelling is 'Spelling as seen';
comment on column commodity_alias.source is 'Where it was seen';
comment on column commodity_alias.added_by is 'Account that taught it; empty for shipped ones';
comment on column commodity_alias.added_at is 'When it was taught';
grant select, insert on commodity_alias to {app};

create table evidence (
  kab text not null,
  id uuid not null,
  code text not null references region (code),
  commodity text not null references commodity (code),
  kind text not null,
  grade text not null,
  polarity text not null,
  year int,
  source text not null,
  note text,
  kind_text text,
  synthetic boolean not null default false,
  origin text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  retracted_at timestamptz,
  retracted_by uuid,
  retract_reason text,
  primary key (kab, id),
  constraint evidence_kab_of_code check (code = kab or code like kab || '.%'),
  constraint evidence_kind_known check (kind in ('regulation', 'official_statement', 'statistics', 'study', 'press', 'announced_training', 'own_statement', 'demand', 'operator')),
  constraint evidence_grade_known check (grade in ('A', 'B', 'C', 'D', 'E')),
  constraint evidence_polarity_known check (polarity in ('for', 'against')),
  constraint evidence_year_sane check (year is null or year between 1950 and 2100),
  constraint evidence_origin_known check (origin in ('shipped', 'import', 'screen', 'demo')),
  constraint evidence_retracted_with_reason check ((retracted_at is null) = (retract_reason is null))
);
create unique index evidence_same on evidence (kab, code, commodity, kind, polarity, coalesce(year, 0), md5(source));
create index evidence_import on evidence (import_id) where import_id is not null;
comment on table evidence is 'Claims that something lives, or does not, in a region: who says so, when, how strong. Retracted with a reason, never deleted by hand; undoing an import takes its rows back as a unit.';
comment on column evidence.kab is 'Kabupaten it is about; 74 for the whole province';
comment on column evidence.id is 'Claim';
comment on column evidence.code is 'Region it is about, province to village';
comment on column evidence.commodity is 'Commodity, product or service';
comment on column evidence.kind is 'What sort of claim: a regulation, statistics, an announced training …';
comment on column evidence.grade is 'A regulation or plan, B official statement, C statistics, D study, E press';
comment on column evidence.polarity is 'for, or against: the trade is not there or died';
comment on column evidence.year is 'Year the claim speaks of; empty where the source does not say';
comment on column evidence.source is 'Publisher, and where it was read';
comment on column evidence.note is 'The claim in our own words';
comment on column evidence.kind_text is 'Words of the imported file from which kind was derived';
comment on column evidence.synthetic is 'Example of the demo';
comment on column evidence.origin is 'shipped with the product, import of a file, screen, or demo';
comment on column evidence.import_id is 'Import it came with';
comment on column evidence.created_by is 'Account that entered it';
comment on column evidence.created_at is 'When it was entered';
comment on column evidence.retracted_at is 'When it was taken back; it then counts no more and stays visible';
comment on column evidence.retracted_by is 'Account that took it back';
comment on column evidence.retract_reason is 'Why it was taken back';
call protect('evidence', 'select, insert, update, delete');

create table recipe (
  kab text not null,
  id text not null,
  version int not null,
  shipped_digest text,
  active boolean not null default true,
  primary key (kab, id),
  constraint recipe_id_shape check (id ~ '^[a-z0-9-]{3,40}$')
);
comment on table recipe is 'From a product to its training, minimum kit and what must be there. Owned by the province; the text stands in recipe_version.';
comment on column recipe.kab is 'Always the province code';
comment on column recipe.id is 'Stable id';
comment on column recipe.version is 'Version in force';
comment on column recipe.shipped_digest is 'Digest of the file the product ships; empty for a recipe of the office';
comment on column recipe.active is 'False hides it from the gate and from new plans';
call protect('recipe', 'select, insert, update');

create table recipe_version (
  kab text not null,
  id text not null,
  version int not null,
  body jsonb not null,
  reason text not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (kab, id, version),
  foreign key (kab, id) references recipe (kab, id)
);
comment on table recipe_version is 'Every text a recipe ever had; a plan names the version it was made with.';
comment on column recipe_version.kab is 'Always the province code';
comment on column recipe_version.id is 'Recipe';
comment on column recipe_version.version is 'Counts from 1';
comment on column recipe_version.body is 'The recipe as domain/recipe.ts describes it';
comment on column recipe_version.reason is 'Why it was changed';
comment on column recipe_version.changed_by is 'Account; empty for the shipped text';
comment on column recipe_version.changed_by_name is 'Name at the time, as printed';
comment on column recipe_version.changed_at is 'When';
call protect('recipe_version', 'select, insert');

create table answer (
  kab text not null,
  id uuid not null,
  seq bigint generated always as identity,
  code text not null references region (code),
  topic text not null,
  subject text not null,
  answer text not null,
  note text,
  said_by text not null,
  said_on date not null,
  via text not null,
  on_behalf boolean not null,
  synthetic boolean not null default false,
  actor_id uuid,
  created_at timestamptz not null,
  primary key (kab, id),
  constraint answer_kab_of_code check (code = kab or code like kab || '.%'),
  constraint answer_topic_known check (topic in ('commodity', 'readiness', 'demand', 'operator', 'limit', 'proposal', 'coast')),
  constraint answer_known check (answer in ('yes', 'no', 'unknown', 'text')),
  constraint answer_via_known check (via in ('screen', 'sheet', 'demo'))
);
create index answer_latest on answer (kab, code, topic, subject, said_on desc, seq desc);
comment on table answer is 'What officers of a kabupaten said, on the screen or in a returned sheet. Only ever added to; the latest per region, topic and subject counts.';
comment on column answer.kab is 'Kabupaten';
comment on column answer.id is 'Answer';
comment on column answer.seq is 'Order of arrival, decides between answers of one day';
comment on column answer.code is 'Kabupaten or the kecamatan it is about';
comment on column answer.topic is 'commodity, readiness, demand, operator, limit, proposal or coast';
comment on column answer.subject is 'Commodity code; recipe:item for readiness; recipe id for demand and operator; coast for coast';
comment on column answer.answer is 'yes, no, unknown, or text';
comment on column answer.note is 'Why, in the officer''s words';
comment on column answer.said_by is 'Name of the person who said it';
comment on column answer.said_on is 'Day it was said';
comment on column answer.via is 'screen, sheet or demo';
comment on column answer.on_behalf is 'The province wrote it down for the kabupaten';
comment on column answer.synthetic is 'Example of the demo';
comment on column answer.actor_id is 'Account that entered it; empty for the demo';
comment on column answer.created_at is 'When it was entered';
call protect('answer', 'select, insert');

create table gate_override (
  kab text not null,
  id uuid not null,
  code text not null references region (code),
  recipe text not null,
  reason text not null,
  officer_name text not null,
  made_by uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdraw_reason text,
  primary key (kab, id),
  constraint gate_override_kab_of_code check (code = kab or code like kab || '.%'),
  constraint gate_override_named check (length(trim(officer_name)) >= 3 and length(trim(reason)) >= 10),
  constraint gate_override_withdrawn_with_reason check ((withdrawn_at is null) = (withdraw_reason is null))
);
create unique index gate_override_active on gate_override (kab, code, recipe) where withdrawn_at is null;
comment on table gate_override is 'A recipe opened against the gate by a named officer with a reason; printed on every paper.';
comment on column gate_override.kab is 'Kabupaten';
comment on column gate_override.id is 'Override';
comment on column gate_override.code is 'Kabupaten or kecamatan it opens';
comment on column gate_override.recipe is 'Recipe it opens';
comment on column gate_override.reason is 'Why';
comment on column gate_override.officer_name is 'Officer who answers for it, as printed';
comment on column gate_override.made_by is 'Account that entered it';
comment on column gate_override.at is 'When';
comment on column gate_override.withdrawn_at is 'When it was withdrawn';
comment on column gate_override.withdrawn_by is 'Account that withdrew it';
comment on column gate_override.withdraw_reason is 'Why it was withdrawn';
call protect('gate_override', 'select, insert, update');

create table past_aid (
  kab text not null,
  id uuid not null,
  code text not null references region (code),
  title text not null,
  subject text,
  year int,
  participants int,
  value_rupiah bigint,
  status text not null,
  cause text,
  source text not null,
  synthetic boolean not null default false,
  origin text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz,
  changed_by uuid,
  change_reason text,
  primary key (kab, id),
  constraint past_aid_kab_of_code check (code = kab or code like kab || '.%'),
  constraint past_aid_status_known check (status in ('used', 'idle', 'undelivered', 'unknown')),
  constraint past_aid_counts_positive check (coalesce(participants, 0) >= 0 and coalesce(value_rupiah, 0) >= 0),
  constraint past_aid_year_sane check (year is null or year between 1950 and 2100),
  constraint past_aid_origin_known check (origin in ('shipped', 'import', 'screen', 'demo'))
);
create unique index past_aid_same on past_aid (kab, code, md5(lower(title)), coalesce(year, 0));
create index past_aid_import on past_aid (import_id) where import_id is not null;
comment on table past_aid is 'Training and equipment given before, idle ones first: a repeat warns, an idle machine is the first source of kit.';
comment on column past_aid.kab is 'Kabupaten';
comment on column past_aid.id is 'Aid';
comment on column past_aid.code is 'Region where it happened';
comment on column past_aid.title is 'What was given';
comment on column past_aid.subject is 'Commodity or recipe it was for; empty where the source does not say';
comment on column past_aid.year is 'Year';
comment on column past_aid.participants is 'People reached, where known';
comment on column past_aid.value_rupiah is 'Value in rupiah, where known';
comment on column past_aid.status is 'used, idle, undelivered or unknown';
comment on column past_aid.cause is 'Why it stands idle, as the source says';
comment on column past_aid.source is 'Who says so';
comment on column past_aid.synthetic is 'Example of the demo';
comment on column past_aid.origin is 'shipped, import, screen or demo';
comment on column past_aid.import_id is 'Import it came with';
comment on column past_aid.created_by is 'Account that entered it';
comment on column past_aid.created_at is 'When it was entered';
comment on column past_aid.changed_at is 'Last change of its status';
comment on column past_aid.changed_by is 'Account that changed it';
comment on column past_aid.change_reason is 'Why the status was changed';
call protect('past_aid', 'select, insert, update, delete');
