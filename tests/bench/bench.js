/**
 * Measures the panel and its server, beside their budgets (budgets.json) and beside the naïve way.
 *
 *   node bench.js PANEL RESULT.json --site URL --dolibarr URL --shop JSON [--runs N]
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { cells } from './measures/cells.js';
import { site } from './measures/site.js';
import { sizes } from './measures/sizes.js';
import { figure, publish } from './report.js';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { site: { type: 'string' }, dolibarr: { type: 'string' }, shop: { type: 'string' }, runs: { type: 'string', default: '5' } },
});
const [panel, file] = positionals;
const runs = Number(values.runs);
const { transfer, requests, times, memory } = JSON.parse(await readFile(join(import.meta.dirname, 'budgets.json'), 'utf8'));

for (const [name, { first, later }] of Object.entries(await sizes(panel))) {
	figure(`${name}: transfer before a click, brotli 11`, first.brotli, 'kB', { budget: transfer[name].brotli_kB });
	figure(`${name}: the same, gzip`, first.gzip, 'kB');
	figure(`${name}: the same, raw`, first.raw, 'kB');
	figure(`${name}: with what is loaded later, brotli 11`, first.brotli + later.brotli, 'kB');
}

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
	args: [
		'--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-precise-memory-info',
	],
});
try {
	const { panel: ours, vanilla, react } = await cells(browser, panel, runs);
	figure('start of 50 rows', ours.start, 'ms', { budget: react.start, naive: vanilla.start, than: 'plain JavaScript; the budget is React 19' });
	figure('one row of 999 updated, script', ours.script, 'ms', {
		budget: vanilla.script + times['one row of 999 updated, beside vanilla'], naive: react.script, than: 'React 19; the budget is plain JavaScript and 1 ms',
	});
	figure('nodes changed outside that row', ours.outside, '', { budget: 0 });
	figure('memory with 999 rows', ours.megabytes, 'MB', { budget: memory['999 rows_MB'], naive: react.megabytes, than: `React 19; plain JavaScript: ${vanilla.megabytes.toFixed(1)} MB` });

	const it = await site(browser, values.site, values.dolibarr, JSON.parse(values.shop), runs);
	figure('list of 100 rows: requests to WordPress', it.list.wordpress, '', { budget: requests['list of 100 rows, WordPress'], naive: it.each.wordpress, than: 'one a row' });
	figure('list of 100 rows: calls of Dolibarr', it.list.dolibarr, '', { budget: requests['list of 100 rows, Dolibarr'], naive: it.each.dolibarr, than: 'one a row' });
	figure('list of 100 rows: statuses in the HTML', it.page.statuses, '');
	figure('panel interactive after DOMContentLoaded', it.list.interactive, 'ms', { budget: times['panel interactive after DOMContentLoaded'] });
	figure('list page, the whole answer', it.page.ms, 'ms', { naive: it.plain.ms, than: 'without DoliSync' });
	figure('list page, SQL queries', it.page.queries, '', { naive: it.plain.queries, than: 'without DoliSync' });
	figure('list page, PHP’s memory', it.page.megabytes, 'MB', { naive: it.plain.megabytes, than: 'without DoliSync' });
	figure('status of 200 products, without Dolibarr', it.status.besides, 'ms', { budget: times['status of 200 products, without Dolibarr'] });
	figure('status of 200 products, the whole answer', it.status.ms, 'ms', { naive: it.each.milliseconds, than: '100 products, one request each' });
	figure('modal open to first results', it.modal.opened, 'ms', { budget: times['modal open to first results'], naive: it.all.milliseconds, than: 'all 5,000 downloaded' });
	figure('the one free product is on the first page', it.modal.free, '');
	figure('key press to new results, over the network', it.modal.network, 'ms', { budget: times['key press to new results, over the network'] });
	figure('key press to new results, in memory', it.modal.memory, 'ms', { budget: times['key press to new results, in memory'] });
} finally {
	await browser.close();
}
await publish(file);
