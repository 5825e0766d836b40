-- Accounts, sessions, audit, settings, jobs. Row-level security is switched on by protect().

create extension if not exists pg_trgm;

create procedure protect(target regclass, privileges text)
language plpgsql as $$
declare
  may_read text := 'kab = any (string_to_array(current_setting(''app.kab'', true), '',''))';
  may_write text := 'kab = any (string_to_array(current_setting(''app.kab_write'', true), '',''))';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', target);
  execute format('create policy area_read on %s for select to {app} using (%s)', target, may_read);
  execute format('create policy area_insert on %s for insert to {app} with check (%s)', target, may_write);
  execute format('create policy area_update on %s for update to {app} using (%s) with check (%s)', target, may_write, may_write);
  execute format('create policy area_delete on %s for delete to {app} using (%s)', target, may_write);
  execute format('grant %s on %s to {app}', privileges, target);
end $$;
comment on procedure protect is 'Row-level security of a table with a kab column: read where kab is in app.kab, write where it is in app.kab_write. A plain comparison with a setting uses the index; a function per row costs 65 times more.';

create table setting (
  key text primary key,
  value jsonb not null
);
comment on table setting is 'What holds for the whole installation: whether it is a demo, what has been loaded.';
comment on column setting.key is 'Name of the setting';
comment on column setting.value is 'Its value';
grant select, insert, update, delete on setting to {app};
grant select on migration to {app};
comment on table migration is 'Schema changes applied so far, each with the digest of its text.';
comment on column migration.name is 'File name in db/migrations';
comment on column migration.digest is 'SHA-256 of the file when it was applied';
comment on column migration.applied_at is 'When it was applied';

create table account (
  id uuid primary key,
  username text not null,
  name text not null,
  role text not null,
  area text not null,
  password_hash text,
  active boolean not null default true,
  created_at timestamptz not null,
  created_by uuid,
  last_login_at timestamptz,
  constraint account_username_lower check (username = lower(username) and username ~ '^[a-z0-9._-]{3,40}$'),
  constraint account_name_length check (length(name) between 1 and 120),
  constraint account_role_known check (role in ('admin', 'planner', 'officer', 'head')),
  constraint account_officer_has_kab check ((role = 'officer') = (length(area) = 5))
);
create unique index account_username on account (username);
comment on table account is 'People who sign in. Outside the demo there are none until the set-up link is used.';
comment on column account.id is 'Account';
comment on column account.username is 'Lower-case sign-in name';
comment on column account.name is 'Name as printed on papers';
comment on column account.role is 'admin, planner, officer or head';
comment on column account.area is 'Province code, or the kabupaten code of an officer';
comment on column account.password_hash is 'Argon2id; empty until the one-time link is used';
comment on column account.active is 'False closes the account and every session at once';
comment on column account.created_at is 'When it was made';
comment on column account.created_by is 'Account that made it; empty for the first';
comment on column account.last_login_at is 'Last successful sign-in';
grant select, insert, update on account to {app};

create table session (
  token_digest bytea primary key,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on session (account_id);
comment on table session is 'Signed-in browsers. Only the digest of the token is kept.';
comment on column session.token_digest is 'SHA-256 of the 256-bit token in the cookie';
comment on column session.account_id is 'Whose it is';
comment on column session.created_at is 'Sign-in time';
comment on column session.seen_at is 'Last request, to the minute';
comment on column session.expires_at is 'Absolute end';
grant select, insert, update, delete on session to {app};

create table one_time_link (
  token_digest bytea primary key,
  purpose text not null,
  account_id uuid references account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint one_time_link_purpose check (purpose in ('setup', 'password')),
  constraint one_time_link_whose check ((purpose = 'password') = (account_id is not null))
);
comment on table one_time_link is 'Links that work once: the first administrator, and choosing a password.';
comment on column one_time_link.token_digest is 'SHA-256 of the token in the link';
comment on column one_time_link.purpose is 'setup or password';
comment on column one_time_link.account_id is 'Whose password; empty for set-up';
comment on column one_time_link.created_at is 'When it was made';
comment on column one_time_link.expires_at is 'When it stops working';
comment on column one_time_link.used_at is 'When it was used';
grant select, insert, update on one_time_link to {app};

-- Audit: one hash chain per kabupaten and one for the province. Lines hold ids and digests; the
-- values stand in audit_value and can be erased without breaking the chain.

create table audit_head (
  kab text primary key,
  seq bigint not null,
  hash bytea not null
);
comment on table audit_head is 'Last line of each chain; locked while a line is appended.';
comment on column audit_head.kab is 'Owner of the chain: a kabupaten, or the province';
comment on column audit_head.seq is 'Number of the last line';
comment on column audit_head.hash is 'Its hash';

create table audit_line (
  kab text not null,
  seq bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  request_id text not null,
  details_digest bytea not null,
  previous bytea not null,
  hash bytea not null,
  primary key (kab, seq)
);
create index audit_line_at on audit_line (kab, at);
comment on table audit_line is 'Who did what, when, to what. Append only, written in the transaction of the change.';
comment on column audit_line.kab is 'Chain it stands in';
comment on column audit_line.seq is 'Number in the chain, without gaps';
comment on column audit_line.at is 'Server time';
comment on column audit_line.actor is 'Account id, or the name of a command';
comment on column audit_line.action is 'Stable word such as registry.reveal';
comment on column audit_line.subject is 'Id of what it was done to';
comment on column audit_line.request_id is 'Request it belongs to';
comment on column audit_line.details_digest is 'SHA-256 of the details in audit_value';
comment on column audit_line.previous is 'Hash of the line before';
comment on column audit_line.hash is 'SHA-256 over this line and the hash before';

create table audit_value (
  kab text not null,
  seq bigint not null,
  details jsonb not null,
  primary key (kab, seq)
);
comment on table audit_value is 'What an audit line speaks of. May be erased; the chain stays whole.';
comment on column audit_value.kab is 'Chain';
comment on column audit_value.seq is 'Line';
comment on column audit_value.details is 'Purpose, counts, before and after; never a NIK or a name';

call protect('audit_line', 'select');
call protect('audit_value', 'select');

create function append_audit(
  in_kab text, in_at timestamptz, in_actor text, in_action text, in_subject text, in_request text, in_details jsonb
) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before audit_head%rowtype;
  digest bytea := sha256(convert_to(in_details::text, 'UTF8'));
  next_seq bigint;
  next_hash bytea;
begin
  insert into audit_head (kab, seq, hash) values (in_kab, 0, '\x00') on conflict do nothing;
  select * into before from audit_head where kab = in_kab for update;
  next_seq := before.seq + 1;
  next_hash := sha256(before.hash || convert_to(
    concat_ws('|', 'titik-temu-audit-1', in_kab, next_seq, to_char(in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      in_actor, in_action, in_subject, in_request, encode(digest, 'hex')), 'UTF8'));
  insert into audit_line values (in_kab, next_seq, in_at, in_actor, in_action, in_subject, in_request, digest, before.hash, next_hash);
  insert into audit_value values (in_kab, next_seq, in_details);
  update audit_head set seq = next_seq, hash = next_hash where kab = in_kab;
  return next_seq;
end $$;
comment on function append_audit is 'The only way to write audit: the application role has no insert right on the tables.';
revoke all on function append_audit from public;
grant execute on function append_audit to {app};

create function check_audit(in_kab text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  with line as (
    select l.*, lag(l.hash, 1, '\x00'::bytea) over (order by l.seq) as before,
      row_number() over (order by l.seq) as expected
    from audit_line l where l.kab = in_kab
  ), head as (
    select seq, hash from audit_head where kab = in_kab
  )
  select coalesce(
    (select min(seq) from line where seq <> expected or previous <> before or hash <> sha256(before || convert_to(
      concat_ws('|', 'titik-temu-audit-1', kab, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        actor, action, subject, request_id, encode(details_digest, 'hex')), 'UTF8'))),
    (select l.seq from line l join audit_value v on v.kab = l.kab and v.seq = l.seq
      where sha256(convert_to(v.details::text, 'UTF8')) <> l.details_digest order by l.seq limit 1),
    (select h.seq from head h where h.seq <> (select count(*) from line)
      or (h.seq > 0 and h.hash <> (select hash from line order by seq desc limit 1)))
  )
$$;
comment on function check_audit is 'First broken line of a chain, or null where it is whole.';
revoke all on function check_audit from public;
grant execute on function check_audit to {app};

create table job (
  kab text not null,
  id uuid not null,
  kind text not null,
  input jsonb not null,
  state text not null,
  progress jsonb,
  result jsonb,
  problem jsonb,
  cancel_asked boolean not null default false,
  actor_id uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  beat_at timestamptz,
  finished_at timestamptz,
  primary key (kab, id),
  constraint job_state_known check (state in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
create index job_waiting on job (created_at) where state in ('queued', 'running');
comment on table job is 'Slow work: imports, solving a plan. One at a time per kind, with progress and cancel.';
comment on column job.kab is 'Area it belongs to';
comment on column job.id is 'Job';
comment on column job.kind is 'What it does, such as planning.solve';
comment on column job.input is 'What it needs; never personal data';
comment on column job.state is 'queued, running, done, failed or cancelled';
comment on column job.progress is 'Step, counts and texts to show while it runs';
comment on column job.result is 'Ids and counts it ended with';
comment on column job.problem is 'Problem code and details when it failed';
comment on column job.cancel_asked is 'A person asked to stop it';
comment on column job.actor_id is 'Account whose rights it runs with, checked again when it starts';
comment on column job.created_at is 'When it was asked for';
comment on column job.started_at is 'When it began';
comment on column job.beat_at is 'Last sign of life; a job without one for a minute after a restart is failed';
comment on column job.finished_at is 'When it ended';
call protect('job', 'select, insert, update, delete');
