import { exec } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { Account } from '../support/account.ts';
import { work } from '../support/automation.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { required, resetSite, run } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';
import { secretOf } from '../support/webhook.ts';
import { Administrator, type Tally } from './administrator.ts';
import { workInDolibarr } from './colleague.ts';
import { massSynchronize } from './mass_synchronization.ts';
import { Measured, pause } from './measured.ts';
import { inWords, type Report } from './report.ts';

const administrators = 20;
/** Products that both sides have, equal, some of them edited in the shop since; and those that Dolibarr alone has. */
const associated = 600;
const edited = 40;
const newInDolibarr = 1_200;
const seconds = Number(required('DOLISYNC_LOAD_SECONDS'));

interface Audit {
  findings: string[];
  doubled: string[];
  deadlocks: number;
  waiting: number;
  brake: string | null;
  products: { id: number; reference: string; dolibarr_id: number | null }[];
}

const audit = (): Audit => JSON.parse(run('DOLISYNC_E2E_AUDIT')) as Audit;

/** What PHP noted, but for WordPress's search for updates, which has no network here. */
function errorsInLog(): string[] {
  const lines = readFileSync(required('DOLISYNC_E2E_LOG'), { encoding: 'utf8', flag: 'a+' }).split('\n');
  return lines.filter((line) => /deadlock|lock wait|database (error|is locked)|PHP (Fatal|Warning|Notice)|DoliSync:/i.test(line) && !line.includes('/wp-includes/update.php'));
}

/** The shop's crontab, more often than a shop's. */
async function cron(measured: Measured, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    await promisify(exec)(`${required('DOLISYNC_E2E_WORK')} --cron`).catch((error) => measured.faults.push(`cron: ${String(error).slice(0, 300)}`));
    await pause(5_000);
  }
}

/** Lets cron do all that is left to do. */
function settle(): void {
  for (let round = 0; round < 60; round++) {
    const { looked } = work('nextDay').work;
    if (looked === 0) return;
  }
}

test(`${administrators} administrators, mass synchronizations and messages from Dolibarr`, async () => {
  await dolibarr.reset(newInDolibarr, true);
  resetSite({ empty: true, rows: associated, edited, automatic: true, administrators });
  const owner = await Account.of('admin');
  const anybody = await Account.of(null);
  const accounts = await Promise.all(Array.from({ length: administrators }, (_, index) => Account.of(`administrator_${index + 1}`)));
  const secret = await secretOf(owner);
  const measured = new Measured();
  const tally: Tally = { associated: 0, dissociated: 0, synchronized: 0 };
  const people = accounts.map((account, index) => new Administrator(account, index + 1, measured, tally));
  const load = loadavg()[0]!;

  // Everybody goes on until the last run is done.
  const began = Date.now();
  let isOver = false;
  const goesOn = () => !isOver;
  const mass = massSynchronize(owner, measured, () => Date.now() - began < seconds * 1000).finally(() => (isOver = true));
  const [runs, inDolibarr] = await Promise.all([
    mass,
    workInDolibarr(anybody, secret, measured, goesOn),
    cron(measured, goesOn),
    ...people.map((person) => person.work(goesOn)),
  ]);
  const took = Math.round((Date.now() - began) / 1000);

  const report: Report = {
    database: required('DOLISYNC_LOAD_DATABASE'), administrators, seconds: took, cores: availableParallelism(),
    load_before: load, load_after: loadavg()[0]!, deadlocks: audit().deadlocks, lines: measured.lines(),
    told: Object.fromEntries([...measured.told].sort()), administrators_did: tally, in_dolibarr: inDolibarr, runs, faults: measured.faults,
  };
  const file = required('DOLISYNC_LOAD_JSON');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(inWords(report));

  expect(measured.faults).toEqual([]);
  expect(runs.map(({ state, problem, brake }) => ({ state, problem, brake }))).toEqual(runs.map(() => ({ state: 'done', problem: null, brake: null })));
  expect(runs.length).toBeGreaterThan(0);
  for (const { stages } of runs) expect(stages.map(({ entity, failed }) => ({ entity, failed }))).toEqual(stages.map(({ entity }) => ({ entity, failed: 0 })));

  // What nobody waits for is done in the end. Whoever is not associated then was dissociated by a person.
  settle();
  const after = audit();
  const apart = after.products.filter(({ dolibarr_id }) => dolibarr_id === null);
  expect(apart.length).toBe(tally.dissociated - tally.associated);
  const person = people[0]!;
  for (const row of await person.statuses(apart.map(({ id }) => id))) await person.associate(row, 0);
  settle();

  const { findings, doubled, waiting, brake, products } = audit();
  expect({ findings, doubled, waiting, brake }).toEqual({ findings: [], doubled: [], waiting: 0, brake: null });
  const pairs = (all: { reference: string; id: number }[]) => all.map(({ reference, id }) => `${reference} ${id}`).sort();
  expect(pairs(products.map(({ reference, dolibarr_id }) => ({ reference, id: dolibarr_id ?? 0 })))).toEqual(
    pairs((await dolibarr.products()).map(({ ref, id }) => ({ reference: ref, id: Number(id) }))),
  );
  const rows = await person.statuses(products.map(({ id }) => id));
  expect(rows.filter(({ status }) => status !== 'synced')).toEqual([]);
  expect(measured.faults).toEqual([]);
  expect(errorsInLog()).toEqual([]);
  await Promise.all([owner, anybody, ...accounts].map((account) => account.close()));
});
