import init, { Measured } from '/wasm/dolisync_matching.js';
import { count, propose, tune } from './rival.js';

/** As long as the panel works before it lets the page draw. */
const SLICE = 12;

const wasm = await init();

/** What the browser itself calls a long task: more than 50 ms without a break. */
const longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });

const breathe = () => new Promise((resolve) => setTimeout(resolve));
const heap = () => performance.memory.usedJSHeapSize;

/** Searches once in slices, as the panel does. */
async function inSlices(measured) {
	measured.start();
	await breathe();
	longTasks.length = 0;
	const begin = performance.now();
	let computing = 0;
	let longest = 0;
	let slices = 0;
	for (let done = false; !done; slices++) {
		const from = performance.now();
		done = measured.advance(SLICE);
		const took = performance.now() - from;
		computing += took;
		longest = Math.max(longest, took);
		await breathe();
	}
	const elapsed = performance.now() - begin;
	await breathe();
	return { computing, elapsed, slices, longest, long_tasks: [...longTasks], report: JSON.parse(measured.report()) };
}

let measured;

window.bench = {
	prepare({ half, seed, pairs, most }) {
		measured = new Measured(half, seed, pairs, most);
	},

	/** One search of ours. */
	async search() {
		const run = await inSlices(measured);
		return { ...run, memory: wasm.memory.buffer.byteLength };
	},

	/** One search of the library's. */
	rival() {
		const { shop, dolibarr } = JSON.parse(measured.data());
		gc();
		const before = heap();
		const begin = performance.now();
		const proposed = propose(shop, dolibarr);
		return { computing: performance.now() - begin, memory: heap() - before, proposed: proposed.length };
	},

	/** The threshold from one half, the figures from the other. */
	rivalsFigures({ tuning, report }) {
		const [learnt, asked] = [tuning, report].map(({ half, seed, pairs, most }) => {
			const { shop, dolibarr, pairs: right } = JSON.parse(new Measured(half, seed, pairs, most).data());
			return { proposed: propose(shop, dolibarr), right };
		});
		return count(asked.proposed, asked.right, tune(learnt.proposed, learnt.right));
	},
};
