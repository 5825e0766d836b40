import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { readConfig } from '#server/config.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { fillTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databases: TestDatabases;
  }
}

/** Where test files find their databases: a prepared template to clone, and the roles to use. */
export interface TestDatabases {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  template: string;
  /** Keys the template's rows are sealed with. */
  dataDir: string;
}

const TEMPLATE = 'titik_temu_template';

/**
 * One PostgreSQL for the whole run: the embedded one, or the server named in TEST_PG_ADMIN_URL
 * (npm run test:full points it at Debian's). The template holds the regions and a small demo.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'titik-temu-test-'));
  const server = process.env['TEST_PG_ADMIN_URL'];
  const pg = server
    ? { ...(await serverRoles(server)), leave: async () => {} }
    : await startEmbedded({ dataDir, fsync: false });

  const admin = postgres(pg.adminUrl, { max: 1, onnotice: () => {} });
  for (const name of [TEMPLATE, 'titik_temu_demo_template']) {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  }
  await admin.unsafe(
    `create database ${TEMPLATE} owner titik_temu_owner template template0 encoding 'UTF8'`,
  );
  await admin.unsafe(`grant connect, temporary on database ${TEMPLATE} to titik_temu_app`);
  const inTemplate = (url: string) => url.replace(/\/[^/]+$/, `/${TEMPLATE}`);
  const config = {
    ...readConfig({}),
    dataDir,
    databaseUrl: inTemplate(pg.url),
    databaseUrlOwner: inTemplate(pg.ownerUrl),
  };
  await fillTemplate(config);

  project.provide('databases', {
    adminUrl: pg.adminUrl,
    ownerUrl: pg.ownerUrl,
    appUrl: pg.url,
    template: TEMPLATE,
    dataDir,
  });
  return async () => {
    for (const name of [TEMPLATE, 'titik_temu_demo_template']) {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
    }
    await admin.end();
    await pg.leave();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function serverRoles(
  adminUrl: string,
): Promise<{ adminUrl: string; ownerUrl: string; url: string }> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  for (const role of ['titik_temu_owner', 'titik_temu_app']) {
    const [exists] = await admin`select 1 from pg_roles where rolname = ${role}`;
    if (!exists) await admin.unsafe(`create role ${role} login password 'test'`);
    else await admin.unsafe(`alter role ${role} password 'test'`);
  }
  await admin.end();
  const as = (role: string) => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'test';
    url.pathname = '/postgres';
    return url.toString();
  };
  return { adminUrl, ownerUrl: as('titik_temu_owner'), url: as('titik_temu_app') };
}
