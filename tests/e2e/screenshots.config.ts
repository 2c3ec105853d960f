import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/environment.ts';

// The documentation's pictures: the same site and the same start as the tests.
export default defineConfig({
  testDir: './screenshots',
  testMatch: '*.shot.ts',
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: browserOptions,
});
