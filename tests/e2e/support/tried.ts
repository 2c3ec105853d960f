import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { test } from '@playwright/test';

/** Notes for the campaign's table that so many requests of a kind were tried. */
export function tried(what: string, count: number): void {
  test.info().annotations.push({ type: 'tried', description: `${count}\t${what}` });
}

/** Prints the table at the end of a run. */
export default class Table implements Reporter {
  private readonly rows: [string, string, string][] = [];

  onBegin(_config: FullConfig): void {}

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) {
      const [count, what] = (description ?? '').split('\t');
      if (type === 'tried') this.rows.push([count ?? '', what ?? '', result.status === 'passed' ? 'held' : 'FAILED']);
    }
  }

  onEnd(): void {
    console.log('\nTried:');
    for (const [count, what, outcome] of this.rows) console.log(`${count.padStart(7)}  ${outcome}  ${what}`);
  }
}
