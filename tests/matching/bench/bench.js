/**
 * Measures bulk association in Chromium, and the same task with a JavaScript library beside it.
 *
 *   node bench.js FOLDER-OF-THE-WASM RESULT.json [--products N] [--runs N]
 */
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { products: { type: 'string', default: '10000' }, runs: { type: 'string', default: '7' } },
});
const [wasm, result] = positionals;
const products = Number(values.products);
const runs = Number(values.runs);

/** More than enough pairs to fill both sides; the catalogues are cut off there. */
const LARGE = { half: 'both', seed: 7, pairs: Math.ceil(products * 0.85), most: products };
const TUNING = { half: 'tuning', seed: 1, pairs: 1500, most: 1_000_000 };
const REPORT = { half: 'report', seed: 20_261_126, pairs: 1500, most: 1_000_000 };

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** The page's files, isolated from other origins: that makes the browser's clock fine enough. */
function serve() {
	const server = createServer(({ url }, response) => {
		const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
		const file = path.startsWith('/wasm/') ? join(wasm, path.slice(6)) : join(import.meta.dirname, path === '/' ? 'index.html' : path);
		const stream = createReadStream(file);
		stream.on('error', () => response.writeHead(404).end());
		stream.on('open', () => {
			response.writeHead(200, {
				'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
				'Cross-Origin-Opener-Policy': 'same-origin',
				'Cross-Origin-Embedder-Policy': 'require-corp',
			});
			stream.pipe(response);
		});
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;
const milliseconds = (number) => `${Math.round(number).toLocaleString('en')} ms`;
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(0)} MB`;

const server = await serve();
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
	args: [
		'--headless=new',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-dev-shm-usage',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--enable-precise-memory-info',
		'--js-flags=--expose-gc',
	],
});
try {
	/** A page of its own for each measurement: nothing is left over from the one before. */
	const page = async (catalogues) => {
		const page = await browser.newPage();
		page.on('pageerror', (error) => console.error(error));
		await page.goto(`http://127.0.0.1:${server.address().port}/`);
		await page.waitForFunction(() => window.bench !== undefined);
		await page.evaluate((catalogues) => window.bench.prepare(catalogues), catalogues);
		return page;
	};
	const call = (page, name, argument) => page.evaluate(([name, argument]) => window.bench[name](argument), [name, argument]);
	/** Runs once, and tells what each task of the main thread took of the processor: other programs do not count. */
	const traced = async (page, name) => {
		await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
		const run = await call(page, name);
		const { traceEvents: events } = JSON.parse(String(await browser.stopTracing()));
		const isMain = (event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain';
		const main = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
		const tasks = events
			.filter(({ name, pid, tid, tdur }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`) && tdur !== undefined)
			.map(({ tdur }) => tdur / 1000);
		return { ...run, processor: tasks.reduce((sum, task) => sum + task, 0), longest_task: Math.max(...tasks) };
	};
	const ourPage = await page(LARGE);
	const ours = [];
	for (let run = 0; run < runs; run++) ours.push(await traced(ourPage, 'search'));
	await ourPage.close();
	const figures = (await call(await page(REPORT), 'search')).report;
	const rival = await traced(await page(LARGE), 'rival');
	const rivalsFigures = await call(await page(REPORT), 'rivalsFigures', { tuning: TUNING, report: REPORT });

	const { report } = ours[0];
	const [shop, dolibarr] = report.products;
	const summary = {
		chromium: browser.version(),
		processors: cpus().length,
		products: [shop, dolibarr],
		load: loadavg()[0],
		runs: ours.length,
		computing_ms: median(ours.map(({ computing }) => computing)),
		processor_ms: median(ours.map(({ processor }) => processor)),
		elapsed_ms: median(ours.map(({ elapsed }) => elapsed)),
		longest_slice_ms: Math.max(...ours.map(({ longest }) => longest)),
		longest_task_processor_ms: Math.max(...ours.map(({ longest_task: longest }) => longest)),
		long_tasks: ours.flatMap(({ long_tasks: tasks }) => tasks),
		memory_bytes: Math.max(...ours.map(({ memory }) => memory)),
		figures,
		large: report,
		rival: {
			library: 'MiniSearch 7.2.0',
			computing_ms: rival.computing,
			processor_ms: rival.processor,
			longest_task_processor_ms: rival.longest_task,
			memory_bytes: rival.memory,
			figures: rivalsFigures,
		},
	};
	await mkdir(dirname(result), { recursive: true });
	await writeFile(result, JSON.stringify({ ...summary, each: ours }, null, 2) + '\n');

	console.log(
		`Chromium ${summary.chromium}, ${summary.processors} processors (load ${summary.load.toFixed(1)}), ${shop} × ${dolibarr} products, median of ${runs} runs`,
	);
	const row = (measured, figures) => ({
		computing: milliseconds(measured.computing_ms),
		'of the processor': milliseconds(measured.processor_ms),
		'longest task (processor)': `${measured.longest_task_processor_ms.toFixed(1)} ms`,
		memory: megabytes(measured.memory_bytes),
		precision: percent(figures.sure_right, figures.sure),
		recall: percent(figures.sure_right, figures.right),
	});
	console.table({ 'DoliSync (wasm)': row(summary, figures), [`${summary.rival.library} (one run)`]: row(summary.rival, rivalsFigures) });
	console.log(
		`In slices of 12 ms: ${milliseconds(summary.elapsed_ms)} in all; the longest slice took ${summary.longest_slice_ms.toFixed(1)} ms; tasks of more than 50 ms: ${summary.long_tasks.length}`,
	);
	console.log(`To look at besides: ${figures.doubtful}, ${figures.doubtful_right} of them right (recall with these ${percent(figures.sure_right + figures.doubtful_right, figures.right)})`);
} finally {
	await browser.close();
	server.close();
}
