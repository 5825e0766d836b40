-- The province: codes of both schemes, dated validity, boundaries, travel. Reference tables without
-- row-level security: nothing here is about a person.

create table region (
  code text primary key,
  level text not null,
  kind text not null,
  name text not null,
  parent text references region (code),
  kab text generated always as (case when length(code) >= 5 then left(code, 5) end) stored,
  valid_from date,
  valid_to date,
  source text not null,
  constraint region_code_shape check (code ~ '^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$'),
  constraint region_level_known check (level in ('province', 'kab', 'kec', 'village')),
  constraint region_kind_known check (kind in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa')),
  constraint region_parent_by_code check (parent is null or code like parent || '.%')
);
create index region_parent on region (parent);
create index region_kab on region (kab, level);
create index region_name on region using gin (lower(name) gin_trgm_ops);
comment on table region is 'Administrative areas by Kemendagri code with dots.';
comment on column region.code is 'Kemendagri code with dots: 74, 74.12, 74.12.03, 74.12.03.2004';
comment on column region.level is 'province, kab, kec or village';
comment on column region.kind is 'What it is called: kabupaten, kota, kecamatan, kelurahan, desa';
comment on column region.name is 'Official name without the kind';
comment on column region.parent is 'Code one level up';
comment on column region.kab is 'Kabupaten it lies in; empty for the province';
comment on column region.valid_from is 'First day, where it is known';
comment on column region.valid_to is 'Last day; empty while it exists';
comment on column region.source is 'Package or decree the row comes from';
grant select on region to {app};

create table region_renamed (
  old_code text primary key,
  new_code text not null references region (code),
  source text not null
);
comment on table region_renamed is 'Codes that were replaced; an old file still finds its village.';
comment on column region_renamed.old_code is 'Code no longer in force';
comment on column region_renamed.new_code is 'Code that replaced it';
comment on column region_renamed.source is 'Decree or correction';
grant select on region_renamed to {app};

create table region_alias (
  folded text not null,
  code text not null references region (code),
  name text not null,
  source text not null,
  primary key (folded, code)
);
comment on table region_alias is 'Other spellings of a name. A name confirms a code; it never replaces one below kabupaten.';
comment on column region_alias.folded is 'Lower case, letters and digits only, without the kind';
comment on column region_alias.code is 'Region it means';
comment on column region_alias.name is 'Spelling as seen';
comment on column region_alias.source is 'Where it was seen';
grant select, insert on region_alias to {app};

create table region_bps (
  code text primary key references region (code),
  bps_code text not null unique,
  source text not null
);
comment on table region_bps is 'BPS code of a region. Six kabupaten differ: a bare four-digit join swaps them silently.';
comment on column region_bps.code is 'Kemendagri code';
comment on column region_bps.bps_code is 'BPS code';
comment on column region_bps.source is 'Where the pair comes from';
grant select on region_bps to {app};

create table region_trait (
  code text not null references region (code),
  trait text not null,
  value boolean not null,
  source text not null,
  year int,
  primary key (code, trait),
  constraint region_trait_known check (trait in ('coast', 'island'))
);
comment on table region_trait is 'coast: has a sea shore. island: reached from the mainland of Sulawesi by sea only. No row means unknown.';
comment on column region_trait.code is 'Region';
comment on column region_trait.trait is 'coast or island';
comment on column region_trait.value is 'Whether it holds';
comment on column region_trait.source is 'Who says so';
comment on column region_trait.year is 'Year of the source';
grant select, insert, update on region_trait to {app};

create table region_position (
  code text primary key references region (code),
  lat double precision not null,
  lng double precision not null,
  source text not null,
  constraint region_position_on_earth check (lat between -90 and 90 and lng between -180 and 180)
);
comment on table region_position is 'A point inside the region. Kabupaten ship with the product; lower levels come with boundaries.';
comment on column region_position.code is 'Region';
comment on column region_position.lat is 'Latitude, degrees';
comment on column region_position.lng is 'Longitude, degrees';
comment on column region_position.source is 'Where the point comes from';
grant select, insert, update, delete on region_position to {app};

create table boundary (
  code text primary key references region (code),
  level text not null,
  geometry jsonb not null,
  area_km2 double precision not null,
  source text not null,
  year int not null,
  imported_at timestamptz not null
);
create index boundary_level on boundary (level);
comment on table boundary is 'Polygons as imported (villages) or dissolved from villages (kecamatan, kabupaten), rings in GeoJSON order.';
comment on column boundary.code is 'Region';
comment on column boundary.level is 'Level of the region';
comment on column boundary.geometry is 'GeoJSON Polygon or MultiPolygon, longitude first';
comment on column boundary.area_km2 is 'Area on the sphere, square kilometres';
comment on column boundary.source is 'Whose boundaries these are';
comment on column boundary.year is 'Year of the source';
comment on column boundary.imported_at is 'When they were imported';
grant select, insert, update, delete on boundary to {app};

create table map_layer (
  name text primary key,
  topology jsonb not null,
  schematic boolean not null,
  source text not null,
  made_at timestamptz not null
);
comment on table map_layer is 'Simplified topologies the web map draws: kec (with kab), village:<kab>.';
comment on column map_layer.name is 'Layer';
comment on column map_layer.topology is 'TopoJSON';
comment on column map_layer.schematic is 'True where no boundaries were imported and cells are placed, not measured';
comment on column map_layer.source is 'Source line printed under the map';
comment on column map_layer.made_at is 'When it was computed';
grant select, insert, update, delete on map_layer to {app};

create table neighbour (
  code text not null references region (code),
  other text not null references region (code),
  shared_km double precision not null,
  primary key (code, other)
);
comment on table neighbour is 'Regions of one level that share an edge; both directions. Empty without boundaries.';
comment on column neighbour.code is 'Region';
comment on column neighbour.other is 'Neighbour';
comment on column neighbour.shared_km is 'Length of the shared edge, kilometres';
grant select, insert, delete on neighbour to {app};

create table travel (
  from_code text not null references region (code),
  to_code text not null references region (code),
  mode text not null,
  hours numeric(6, 2),
  cost_rupiah bigint,
  source text not null,
  year int,
  synthetic boolean not null default false,
  changed_by uuid,
  changed_at timestamptz,
  primary key (from_code, to_code),
  constraint travel_mode_known check (mode in ('land', 'sea', 'land-sea', 'unknown')),
  constraint travel_cost_positive check (cost_rupiah is null or cost_rupiah >= 0),
  constraint travel_hours_positive check (hours is null or hours >= 0)
);
comment on table travel is 'How a batch and its trainers get there: an editable table, never a straight line. Blank is unknown.';
comment on column travel.from_code is 'From, usually the province capital or a kecamatan';
comment on column travel.to_code is 'To';
comment on column travel.mode is 'land, sea, land-sea or unknown';
comment on column travel.hours is 'One way, hours';
comment on column travel.cost_rupiah is 'One person there and back, rupiah';
comment on column travel.source is 'Who says so';
comment on column travel.year is 'Year of the figure';
comment on column travel.synthetic is 'Example figure of the demo';
comment on column travel.changed_by is 'Account that changed it last';
comment on column travel.changed_at is 'When';
grant select, insert, update, delete on travel to {app};
