import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/environment.ts';

// One worker and no retry: all tests share one WordPress and one Dolibarr, and a test that passes
// the second time only has found something.
export default defineConfig({
  testDir: './specs',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { ...browserOptions, actionTimeout: 10_000, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
