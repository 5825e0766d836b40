import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser, type Visit, visit } from './browser.ts';
import { openTestServer, type TestServer } from './server.ts';

/** One demo server and one browser for all journeys of a block; each visit is a person of its own. */
export function demoVisits(): {
  server: () => TestServer;
  visit: (viewport: { width: number; height: number }) => Promise<Visit>;
} {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([openTestServer({ demo: true }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    server: () => server,
    visit: (viewport) => visit(browser, server.url, viewport),
  };
}
