import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { APIResponse } from '@playwright/test';
import { Account } from '../support/account.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { required, resetSite } from '../support/environment.ts';
import { listPath } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

const administrators = 20;
const products = 1_000;
const seconds = Number(process.env['DOLISYNC_LOAD_SECONDS'] ?? 60);

/** How long each kind of request took, in milliseconds, and how each was answered. */
class Measured {
  private readonly times = new Map<string, number[]>();
  readonly unexpected: string[] = [];
  readonly refused = new Map<string, number>();

  async of(name: string, send: () => Promise<APIResponse>): Promise<any> {
    const began = performance.now();
    const answer = await send();
    const text = await answer.text();
    this.times.set(name, [...(this.times.get(name) ?? []), performance.now() - began]);
    const isJson = text.startsWith('{');
    const code = isJson && answer.status() >= 400 ? (JSON.parse(text) as { code: string }).code : '';
    // Two people at one product: the second is told so. Everything else is an error.
    const isTold = answer.status() === 409;
    if (isTold) this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
    if (answer.status() >= 400 && !isTold) this.unexpected.push(`${name}: ${answer.status()} ${text.slice(0, 200)}`);
    return isJson ? JSON.parse(text) : text;
  }

  rows(): { what: string; requests: number; median: number; p95: number; most: number }[] {
    return [...this.times].map(([what, times]) => {
      const sorted = times.sort((a, b) => a - b);
      const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
      return { what, requests: sorted.length, median: at(0.5), p95: at(0.95), most: Math.round(sorted.at(-1) ?? 0) };
    });
  }
}

test('twenty administrators, a mass synchronization and webhooks', async () => {
  await dolibarr.reset();
  resetSite({ rows: products, automatic: true });
  const accounts = await Promise.all(Array.from({ length: administrators }, () => Account.of('admin')));
  const [first] = accounts as [Account];
  const settings = await (await first.http.get('/wp-admin/admin.php?page=dolisync-settings&tab=messages')).text();
  const secret = /webhook\?secret=([0-9a-f]+)/.exec(settings)?.[1];
  expect(secret).toBeDefined();
  const inDolibarr = (await dolibarr.products()).map(({ id }) => Number(id));

  const measured = new Measured();
  const until = Date.now() + seconds * 1000;
  const isGoingOn = () => Date.now() < until;
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** Looks at a page of the list, opens a product, searches, and synchronizes what differs. */
  const person = async (account: Account, number: number) => {
    for (let round = 0; isGoingOn(); round++) {
      const page = ((number * 7 + round) % 40) + 1;
      const html: string = await measured.of('list page', () => account.http.get(`${listPath}&paged=${page}`));
      const ids = [...html.matchAll(/data-dolisync="cell"[^>]*data-product="(\d+)"/g)].map(([, id]) => id);
      if (ids.length === 0) continue;
      const { products: rows } = await measured.of('statuses of the page', () =>
        account.ask({ method: 'GET', route: `products/status?ids=${ids.join(',')}` }),
      );
      const { id } = rows?.[round % rows.length] ?? { id: Number(ids[0]) };
      await measured.of('search in Dolibarr', () => account.ask({ method: 'GET', route: `dolibarr/products?search=carte%20${number}${round}` }));
      const comparison = await measured.of('comparison', () => account.ask({ method: 'GET', route: `products/${id}/comparison` }));
      const differing = comparison.fields?.filter((field: any) => field.state !== 'same' && field.note === null) ?? [];
      if (comparison.linked && differing.length > 0) {
        const choice = Object.fromEntries(differing.map((field: any) => [field.key, 'dolibarr']));
        await measured.of('synchronize one', () =>
          account.ask({ method: 'POST', route: `products/${id}/sync`, body: { revisions: comparison.revisions, choice } }),
        );
      }
      await measured.of('overview', () => account.ask({ method: 'GET', route: 'overview' }));
      await pause(300);
    }
  };

  /** Changes products in Dolibarr, which tells of each. */
  const colleagues = async () => {
    for (let change = 0; isGoingOn(); change++) {
      const id = inDolibarr[(change * 13) % inDolibarr.length]!;
      await dolibarr.change(id, { price: String(1 + (change % 90)) });
      const body = { triggercode: 'PRODUCT_MODIFY', object: { id: String(id) } };
      await measured.of('webhook', () => first.http.post(`/wp-json/dolisync/v1/webhook?secret=${secret}`, { data: body }));
      await pause(150);
    }
  };

  /** The open tab that works at a mass synchronization, again and again; and cron beside it. */
  const mass = async () => {
    while (isGoingOn()) {
      const begun = await measured.of('mass synchronization: begin', () =>
        first.ask({ method: 'POST', route: 'mass-sync/runs', body: { entities: ['categories', 'products', 'third_parties', 'orders'] } }),
      );
      let run = begun.run ?? begun;
      while (isGoingOn() && ['previewing', 'ready', 'running'].includes(run.state)) {
        run =
          run.state === 'ready'
            ? await measured.of('mass synchronization: start', () =>
                first.ask({ method: 'POST', route: `mass-sync/runs/${run.id}/start`, body: { overwrites: run.stages.reduce((sum: number, stage: any) => sum + (stage.preview?.overwrite ?? 0), 0) } }),
              )
            : await measured.of('mass synchronization: work', () =>
                first.ask({ method: 'POST', route: `mass-sync/runs/${run.id}/work`, body: { seconds: 2 } }),
              );
        run = run.run ?? run;
        if (run.code !== undefined) break;
      }
      if (!isGoingOn() && run.id !== undefined) await first.ask({ method: 'POST', route: `mass-sync/runs/${run.id}/cancel` });
    }
  };
  const cron = async () => {
    while (isGoingOn()) {
      await measured.of('cron', () => first.http.get('/wp-cron.php?doing_wp_cron'));
      await pause(2_000);
    }
  };

  await Promise.all([...accounts.map(person), colleagues(), mass(), cron()]);

  const rows = measured.rows();
  console.log(`\n${administrators} administrators, ${products} products, ${seconds} s; milliseconds`);
  console.log(`${'what'.padEnd(30)}${'requests'.padStart(9)}${'median'.padStart(8)}${'95 %'.padStart(8)}${'most'.padStart(8)}`);
  for (const row of rows) {
    console.log(`${row.what.padEnd(30)}${[row.requests, row.median, row.p95, row.most].map((n, i) => String(n).padStart(i === 0 ? 9 : 8)).join('')}`);
  }
  const told = Object.fromEntries(measured.refused);
  console.log(`told that somebody else is at it, or was (409): ${JSON.stringify(told)}`);
  const report = required('DOLISYNC_LOAD_JSON');
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, JSON.stringify({ administrators, products, seconds, rows, told }, null, 2));
  expect(measured.unexpected).toEqual([]);
  const log = readFileSync(required('DOLISYNC_E2E_LOG'), { encoding: 'utf8', flag: 'a+' });
  expect(log).not.toMatch(/deadlock|lock wait|database is locked|PHP (Fatal|Warning)/i);
  await Promise.all(accounts.map((account) => account.close()));
});
