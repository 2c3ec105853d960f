import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/environment.ts';

// The security campaign: against the same site as the journeys, one after the other.
export default defineConfig({
  testDir: './security',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  reporter: [['list'], ['./support/tried.ts']],
  use: browserOptions,
});
