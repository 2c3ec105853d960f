/**
 * Fails when a page transfers a fifth more for the panel than its budget. (How often a page asks is `traffic.spec.ts`'s.)
 *
 *   node check.js PANEL
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizes } from './measures/sizes.js';

const TOLERATED = 1.2;

const { transfer } = JSON.parse(await readFile(join(import.meta.dirname, 'budgets.json'), 'utf8'));
for (const [name, { first }] of Object.entries(await sizes(process.argv[2]))) {
	const { brotli_kB: budget } = transfer[name];
	console.log(`${name}: ${first.brotli.toFixed(0)} kB before a click (brotli 11), of ${budget}`);
	if (first.brotli > budget * TOLERATED) {
		console.error(`That is more than a fifth over its budget (tests/bench/budgets.json): see docs/reliability.md, Speed.`);
		process.exitCode = 1;
	}
}
