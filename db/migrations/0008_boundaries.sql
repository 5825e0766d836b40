-- Boundary files as imports that can be checked, used and removed; who said what about coast, island
-- and travel; what an undone travel table puts back.

create table boundary_import (
  id uuid primary key,
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  level text,
  code_property text,
  source text not null,
  year int not null,
  state text not null,
  report jsonb,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  applied_at timestamptz,
  ended_at timestamptz,
  constraint boundary_import_level_known check (level is null or level in ('kab', 'kec', 'village')),
  constraint boundary_import_state_known
    check (state in ('uploaded', 'checked', 'refused', 'applied', 'replaced', 'removed'))
);
comment on table boundary_import is 'Boundary files that were brought in: checked first, used when a person says so, removable.';
comment on column boundary_import.id is 'Import';
comment on column boundary_import.file_name is 'Name the file had';
comment on column boundary_import.sha256 is 'Digest of the file';
comment on column boundary_import.bytes is 'Size of the file';
comment on column boundary_import.level is 'Level its codes belong to, once it was read';
comment on column boundary_import.code_property is 'Property of the features that holds the Kemendagri code; empty until known';
comment on column boundary_import.source is 'Whose boundaries these are, as the person who brought them says';
comment on column boundary_import.year is 'Year of the boundaries';
comment on column boundary_import.state is 'uploaded, checked, refused, applied, replaced by a later one, or removed';
comment on column boundary_import.report is 'What was matched, refused, mended and measured; see api/regions.ts';
comment on column boundary_import.uploaded_by is 'Account that brought it';
comment on column boundary_import.uploaded_at is 'When';
comment on column boundary_import.applied_at is 'When its boundaries came into use';
comment on column boundary_import.ended_at is 'When they went out of use';
grant select, insert, update on boundary_import to {app};

alter table boundary add column import_id uuid references boundary_import (id);
comment on column boundary.import_id is 'File it came in with';

alter table map_layer add column version text not null default '';
comment on column map_layer.version is 'Digest of the topology: the same version is the same map';
alter table map_layer add column year int;
comment on column map_layer.year is 'Year of the source; empty for the schematic map';

alter table neighbour add column estimated boolean not null default false;
comment on column neighbour.estimated is 'The edges run beside each other without meeting; the length is sampled';
grant update on neighbour to {app};

alter table region_trait add column changed_by uuid;
comment on column region_trait.changed_by is 'Account that said so; empty where it came with the product';
alter table region_trait add column changed_at timestamptz;
comment on column region_trait.changed_at is 'When it was said';
alter table region_trait add column import_id uuid references boundary_import (id);
comment on column region_trait.import_id is 'Boundary file it was computed from; goes with those boundaries. What people said stands before it';
grant delete on region_trait to {app};

create table travel_before (
  import_id uuid not null,
  from_code text not null,
  to_code text not null,
  before jsonb,
  primary key (import_id, from_code, to_code)
);
comment on table travel_before is 'What stood in the travel table before an imported file changed it, so that the import can be undone.';
comment on column travel_before.import_id is 'Import that changed it';
comment on column travel_before.from_code is 'From';
comment on column travel_before.to_code is 'To';
comment on column travel_before.before is 'The row as it was; empty where there was none';
grant select, insert, delete on travel_before to {app};

alter table travel add column import_id uuid;
comment on column travel.import_id is 'Imported file that said it last; empty where it was typed or came with the product';
