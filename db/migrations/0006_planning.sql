-- The plan: price lists, scenarios, solved plans with their lines, people, tasks and comparison.
-- Lines carry the kabupaten they stand in, so that an officer sees the own kabupaten only.

create table price_item (
  code text primary key,
  name_id text not null,
  name_en text not null,
  unit text not null,
  "group" text not null,
  note text,
  constraint price_item_group_known check ("group" in ('training', 'kit', 'prerequisite'))
);
comment on table price_item is 'General items of a cost estimate, without prices. Materials and kit parts come from the recipes.';
comment on column price_item.code is 'Item, such as narasumber-jp or prerequisite:water';
comment on column price_item.name_id is 'Indonesian name as printed in a RAB';
comment on column price_item.name_en is 'English name';
comment on column price_item.unit is 'What one price buys';
comment on column price_item."group" is 'training, kit or prerequisite';
comment on column price_item.note is 'What is and is not in it';
grant select on price_item to {app};

create table price_list (
  kab text not null,
  id uuid not null,
  name text not null,
  year int not null,
  synthetic boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  primary key (kab, id),
  constraint price_list_name_length check (length(name) between 1 and 120)
);
create unique index price_list_name on price_list (kab, lower(name));
comment on table price_list is 'A set of prices of one year; every scenario chooses one.';
comment on column price_list.kab is 'The province, whose lists they are';
comment on column price_list.id is 'List';
comment on column price_list.name is 'Name people choose it by';
comment on column price_list.year is 'Year the prices are meant for';
comment on column price_list.synthetic is 'Example prices of the demo';
comment on column price_list.created_at is 'When it was made';
comment on column price_list.created_by is 'Account that made it';
call protect('price_list', 'select, insert, update, delete');

create table price_entry (
  kab text not null,
  list_id uuid not null,
  seq bigint generated always as identity,
  item text not null,
  code text not null references region (code),
  rupiah bigint,
  basis text not null,
  document text,
  source text not null,
  year int,
  synthetic boolean not null default false,
  import_id uuid,
  entered_at timestamptz not null,
  entered_by uuid,
  undone_at timestamptz,
  primary key (kab, list_id, seq),
  foreign key (kab, list_id) references price_list (kab, id),
  constraint price_entry_not_negative check (rupiah is null or rupiah >= 0),
  constraint price_entry_basis_known check (basis in ('ssh', 'sbu', 'e-katalog', 'survey', 'estimate'))
);
create index price_entry_standing on price_entry (kab, list_id, item, code, seq desc) where undone_at is null;
comment on table price_entry is 'What an item costs. The latest entry that was not undone stands; blank is "asked, not known", never zero.';
comment on column price_entry.kab is 'The province';
comment on column price_entry.list_id is 'List it belongs to';
comment on column price_entry.seq is 'Order of entry';
comment on column price_entry.item is 'Item of the catalogue';
comment on column price_entry.code is 'The province, or a kabupaten with a price of its own';
comment on column price_entry.rupiah is 'Whole rupiah per unit; empty where it is not known';
comment on column price_entry.basis is 'ssh, sbu and e-katalog are official papers; survey and estimate are not';
comment on column price_entry.document is 'Number or name of the paper';
comment on column price_entry.source is 'Who says so';
comment on column price_entry.year is 'Year of the paper';
comment on column price_entry.synthetic is 'Example price of the demo';
comment on column price_entry.import_id is 'File it came in with; undone as a unit';
comment on column price_entry.entered_at is 'When it was entered';
comment on column price_entry.entered_by is 'Account that entered it';
comment on column price_entry.undone_at is 'When it was taken back; the entry before stands again';
call protect('price_entry', 'select, insert, update, delete');

create table scenario (
  kab text not null,
  id uuid not null,
  name text not null,
  inputs jsonb not null,
  version int not null default 1,
  synthetic boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  changed_at timestamptz not null,
  changed_by uuid,
  removed_at timestamptz,
  primary key (kab, id),
  constraint scenario_name_length check (length(name) between 1 and 120)
);
comment on table scenario is 'Money, limits and weights under a name. Solving one makes a plan; the plan keeps its own copy.';
comment on column scenario.kab is 'The province';
comment on column scenario.id is 'Scenario';
comment on column scenario.name is 'Name people choose it by';
comment on column scenario.inputs is 'Everything a person decides (format 1, checked on the way in)';
comment on column scenario.version is 'Counts changes; a change names the version it saw';
comment on column scenario.synthetic is 'Made by the demo';
comment on column scenario.created_at is 'When it was made';
comment on column scenario.created_by is 'Account that made it';
comment on column scenario.changed_at is 'Last change';
comment on column scenario.changed_by is 'Account of the last change';
comment on column scenario.removed_at is 'When it was removed from the list; its plans stay';
call protect('scenario', 'select, insert, update');

create table plan (
  kab text not null,
  id uuid not null,
  scenario_id uuid not null,
  number int not null,
  status text not null,
  inputs jsonb not null,
  summary jsonb not null,
  content_digest text not null,
  snapshot_digest text not null,
  price_list text,
  stopped_by text,
  milliseconds int not null,
  solver text not null,
  synthetic boolean not null,
  solved_at timestamptz not null,
  solved_by uuid,
  primary key (kab, id),
  foreign key (kab, scenario_id) references scenario (kab, id),
  constraint plan_number unique (kab, scenario_id, number),
  constraint plan_status_known check (status in ('solved', 'infeasible', 'nothing')),
  constraint plan_stopped_by_known check (stopped_by in ('gap', 'work', 'clock', 'person'))
);
comment on table plan is 'One answer of the optimiser. Never changed: solving again makes the next number.';
comment on column plan.kab is 'The province';
comment on column plan.id is 'Plan';
comment on column plan.scenario_id is 'Scenario it answers';
comment on column plan.number is 'Counts the plans of a scenario';
comment on column plan.status is 'solved; infeasible (the limits fight); nothing (something is missing)';
comment on column plan.inputs is 'The scenario as it was';
comment on column plan.summary is 'Totals of the province, comparison, notes, conflict, prices of limits; nothing of one kabupaten';
comment on column plan.content_digest is 'SHA-256 of the whole plan: the same input gives the same digest';
comment on column plan.snapshot_digest is 'SHA-256 of everything it was made from';
comment on column plan.price_list is 'Name of the price list as it was';
comment on column plan.stopped_by is 'gap and work are the same on every machine; clock and person are not';
comment on column plan.milliseconds is 'How long it took';
comment on column plan.solver is 'Solver and version';
comment on column plan.synthetic is 'Families or prices in it are made up';
comment on column plan.solved_at is 'When it was solved';
comment on column plan.solved_by is 'Account that asked for it';
call protect('plan', 'select, insert, delete');

create table plan_line (
  kab text not null,
  plan_id uuid not null,
  id text not null,
  place text not null,
  recipe text not null,
  tier text not null,
  batches int not null,
  participants int not null,
  training_rupiah bigint not null,
  kit_rupiah bigint not null,
  detail jsonb not null,
  primary key (kab, plan_id, id),
  constraint plan_line_tier_known check (tier in ('kit', 'training'))
);
comment on table plan_line is 'Batches of one recipe at one place.';
comment on column plan_line.kab is 'Kabupaten of the place';
comment on column plan_line.plan_id is 'Plan';
comment on column plan_line.id is 'place:recipe:tier, the same in every plan';
comment on column plan_line.place is 'Kecamatan; a kabupaten where the register knows nothing finer';
comment on column plan_line.recipe is 'Recipe';
comment on column plan_line.tier is 'kit or training';
comment on column plan_line.batches is 'Batches';
comment on column plan_line.participants is 'Participants, one per family';
comment on column plan_line.training_rupiah is 'Cost of training, mentoring and travel';
comment on column plan_line.kit_rupiah is 'Cost of equipment, shipping and trial run';
comment on column plan_line.detail is 'The line in full: reasons, money, RAB, marks';
call protect('plan_line', 'select, insert, delete');

create table plan_village (
  kab text not null,
  plan_id uuid not null,
  line text not null,
  code text not null,
  participants int not null,
  by_desil int[] not null,
  primary key (kab, plan_id, line, code)
);
comment on table plan_village is 'How many participants of a line come from which village. Counts, never names.';
comment on column plan_village.kab is 'Kabupaten';
comment on column plan_village.plan_id is 'Plan';
comment on column plan_village.line is 'Line';
comment on column plan_village.code is 'Village; the recap''s own region where villages are not known';
comment on column plan_village.participants is 'Participants';
comment on column plan_village.by_desil is 'The same by desil, poorest first';
call protect('plan_village', 'select, insert, delete');

create table plan_absent (
  kab text not null,
  plan_id uuid not null,
  code text not null,
  level text not null,
  served boolean not null,
  families int,
  detail jsonb not null,
  primary key (kab, plan_id, code)
);
comment on table plan_absent is 'What is not planned at a place, why, and what would bring it in.';
comment on column plan_absent.kab is 'Kabupaten';
comment on column plan_absent.plan_id is 'Plan';
comment on column plan_absent.code is 'Place';
comment on column plan_absent.level is 'kab or kec';
comment on column plan_absent.served is 'Something else is planned here';
comment on column plan_absent.families is 'Eligible families; empty where the register says nothing';
comment on column plan_absent.detail is 'Reasons, and every recipe that could have stood here';
call protect('plan_absent', 'select, insert, delete');

create table plan_task (
  kab text not null,
  plan_id uuid not null,
  id text not null,
  line text not null,
  kind text not null,
  detail jsonb not null,
  primary key (kab, plan_id, id),
  constraint plan_task_kind_known check (kind in ('task', 'prerequisite'))
);
comment on table plan_task is 'What must be found out before kit money is released, and what must be built first.';
comment on column plan_task.kab is 'Kabupaten';
comment on column plan_task.plan_id is 'Plan';
comment on column plan_task.id is 'Task';
comment on column plan_task.line is 'Line it belongs to';
comment on column plan_task.kind is 'task or prerequisite';
comment on column plan_task.detail is 'The task in full: what, owner, money that waits, idle machines near';
call protect('plan_task', 'select, insert, delete');

create table plan_split (
  kab text not null,
  plan_id uuid not null,
  variant text not null,
  detail jsonb not null,
  primary key (kab, plan_id, variant),
  constraint plan_split_variant_known check (variant in ('plan', 'equal', 'proportional'))
);
comment on table plan_split is 'One kabupaten under the plan and under both splits, those with nothing included.';
comment on column plan_split.kab is 'Kabupaten';
comment on column plan_split.plan_id is 'Plan';
comment on column plan_split.variant is 'plan, equal or proportional';
comment on column plan_split.detail is 'Batches, participants, cost, part';
call protect('plan_split', 'select, insert, delete');

create table plan_input (
  kab text not null,
  plan_id uuid not null,
  kind text not null,
  digest text not null,
  rows int not null,
  primary key (kab, plan_id, kind)
);
comment on table plan_input is 'What a plan was made from, as digests per kabupaten: two plans of a scenario tell whose input changed.';
comment on column plan_input.kab is 'Kabupaten, or the province for what holds everywhere';
comment on column plan_input.plan_id is 'Plan';
comment on column plan_input.kind is 'need, answers, overrides, evidence, past-aid, travel; prices and recipes for the province';
comment on column plan_input.digest is 'SHA-256 of the rows';
comment on column plan_input.rows is 'How many rows';
call protect('plan_input', 'select, insert, delete');
