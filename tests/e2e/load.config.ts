import { defineConfig } from '@playwright/test';

// Measured: how long a shop's people wait while everything happens at once. Tested: that nothing goes wrong meanwhile.
export default defineConfig({
  testDir: './load',
  testMatch: '*.load.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // No time is tested: this only ends a run that hangs.
  timeout: 3 * 60 * 60_000,
  reporter: [['list']],
});
