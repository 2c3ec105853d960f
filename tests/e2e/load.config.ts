import { defineConfig } from '@playwright/test';

// Measured, not asserted: how long a shop's people wait while everything happens at once.
export default defineConfig({
  testDir: './load',
  testMatch: '*.load.ts',
  workers: 1,
  retries: 0,
  timeout: 600_000,
  reporter: [['line']],
});
