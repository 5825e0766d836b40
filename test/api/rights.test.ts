import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '#api/all.ts';
import { type Role, roles } from '#domain/role.ts';
import { sampleInput } from '../support/sample.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

/** Every operation × every role × inside and outside the own area, through the API. */
const OWN = '74.12';
const OTHER = '74.11';

let server: TestServer;
let people: Record<Role, Person>;
beforeAll(async () => {
  server = await openTestServer();
  const [admin, planner, officer, head] = await Promise.all([
    server.person('admin'),
    server.person('planner'),
    server.person('officer', OWN),
    server.person('head'),
  ]);
  people = { admin, planner, officer, head };
});
afterAll(() => server.close());

const guarded = allOperations.filter((o) => o.operation.may !== 'anyone');

describe('without a session', () => {
  test.each(guarded.map((o) => [o.id, o.operation] as const))(
    '%s asks to sign in',
    async (_id, operation) => {
      const refusal = await server.anonymous().refusal(operation, sampleInput(operation) ?? {});
      expect(refusal?.code).toBe('signed-out');
    },
  );
});

describe.each(roles)('a %s', (role) => {
  test.each(guarded.map((o) => [o.id, o.operation] as const))(
    'meets the right answer at %s',
    async (_id, operation) => {
      const input = sampleInput(operation);
      const allowed = operation.may.includes(role);
      // Signing out would end the session the other cases need.
      if (allowed && operation.path === '/api/logout') return;
      const refusal = await people[role].refusal(operation, input ?? {}, new Uint8Array([1]));
      if (!allowed) expect(refusal?.code).toBe('not-allowed');
      else expect(['not-allowed', 'signed-out', 'internal']).not.toContain(refusal?.code);
    },
  );
});

describe('an officer outside the own kabupaten', () => {
  const withArea = guarded.filter(
    (o) => o.operation.may.includes('officer') && o.operation.area.length > 0,
  );
  test.each(withArea.map((o) => [o.id, o.operation] as const))(
    'is refused by %s',
    async (id, operation) => {
      const input = sampleInput(operation);
      expect(input, `no sample input for ${id}`).toBeDefined();
      for (const field of operation.area) {
        const refusal = await people.officer.refusal(
          operation,
          { ...input, [field]: OTHER },
          new Uint8Array([1]),
        );
        expect(refusal?.code).toBe('outside-area');
      }
    },
  );
});
