import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/environment.ts';

// No retry: a test that passes the second time only has found something.
export default defineConfig({
  testDir: './specs',
  workers: 2,
  // Each worker has a WordPress and a Dolibarr of its own; the gallery needs neither.
  projects: [
    { name: 'site', testIgnore: 'gallery.spec.ts' },
    { name: 'gallery', testMatch: 'gallery.spec.ts', fullyParallel: true },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { ...browserOptions, actionTimeout: 10_000, screenshot: 'only-on-failure' },
});
