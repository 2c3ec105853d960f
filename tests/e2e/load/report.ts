import type { Tally } from './administrator.ts';
import type { Run } from './mass_synchronization.ts';
import type { Line } from './measured.ts';

/** What a measurement found; written as JSON. */
export interface Report {
  database: string;
  administrators: number;
  seconds: number;
  cores: number;
  /** Of the machine: processes that want to run. */
  load_before: number;
  load_after: number;
  /** Transactions that the database took back, and that were tried again. */
  deadlocks: number;
  lines: Line[];
  /** Kind of request and code → how often somebody was told that another one was faster; nothing was written then. */
  told: Record<string, number>;
  administrators_did: Tally;
  in_dolibarr: { changed: number; made: number };
  runs: Run[];
  faults: string[];
}

function columns(what: string, ...cells: (string | number)[]): string {
  return what.padEnd(48) + cells.map((cell) => String(cell).padStart(9)).join('');
}

/** The same for people. */
export function inWords(report: Report): string {
  return [
    `${report.administrators} administrators, ${report.seconds} s, on ${report.database}; ${report.cores} cores, load of the machine `
      + `${report.load_before.toFixed(1)} before, ${report.load_after.toFixed(1)} after`,
    columns('milliseconds', 'requests', 'p50', 'p95', 'max'),
    ...report.lines.map(({ what, requests, p50, p95, max }) => columns(what, requests, p50, p95, max)),
    'Told that somebody else was faster, and nothing written:',
    ...Object.entries(report.told).map(([what, times]) => columns(`  ${what}`, times)),
    'Runs (created/changed/the same/left out/failed):',
    ...report.runs.map(({ state, stages }) =>
      [`  ${state}:`, ...stages.map(({ entity, created, changed, same, skipped, failed }) => `${entity} ${created}/${changed}/${same}/${skipped}/${failed}`)].join(' ')),
    `Administrators: ${JSON.stringify(report.administrators_did)}; in Dolibarr: ${JSON.stringify(report.in_dolibarr)}; deadlocks that the database resolved: ${report.deadlocks}`,
  ].join('\n');
}
