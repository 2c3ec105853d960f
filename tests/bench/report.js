/** What was measured: each figure with its unit, its budget and the naïve way beside it; as a table and as JSON. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';

export const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Measures so many times, and gives the median of each figure. */
export async function medians(runs, measure) {
	const all = [];
	for (let run = 0; run < runs; run++) all.push(await measure(run));
	return Object.fromEntries(Object.keys(all[0]).map((name) => [name, median(all.map((one) => one[name]))]));
}

const figures = [];

/** `budget` and `naive` may be left out; `naive` is a figure in the same unit, `than` says what it is. */
export function figure(what, value, unit, { budget, naive, than } = {}) {
	figures.push({ what, value, unit, budget, naive, than });
}

const shown = (value, unit) =>
	value === undefined ? '' : `${unit === '' ? value : value.toFixed(value < 10 && !Number.isInteger(value) ? 2 : 0)}${unit && ` ${unit}`}`;

export async function publish(file) {
	const lines = figures.map(({ what, value, unit, budget, naive, than }) => [
		what,
		shown(value, unit),
		budget === undefined ? '' : `≤ ${shown(budget, unit)}`,
		budget === undefined ? '' : value <= budget ? 'kept' : 'OVER',
		naive === undefined ? '' : `${shown(naive, unit)} (${than})`,
	]);
	const heads = ['what', 'measured', 'budget', '', 'the naïve way'];
	const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at].length)));
	for (const line of [heads, ...lines]) console.log(line.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
	await mkdir(dirname(file), { recursive: true });
	const machine = { processors: cpus().length, processor: cpus()[0]?.model, load: loadavg()[0] };
	await writeFile(file, `${JSON.stringify({ machine, figures }, null, '\t')}\n`);
}
