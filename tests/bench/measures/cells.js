/** The list's cells by themselves: the panel, plain JavaScript and React show the same rows on the same page. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { medians } from '../report.js';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
const PAGES = join(import.meta.dirname, '../pages');
/** The row that is grey until somebody presses its button. */
const GREY = 50;

/** The page's files, and a server that knows at once how every product stands. */
async function serve(panel) {
	const folder = JSON.parse(await readFile(join(panel, 'panels.json'), 'utf8')).list;
	const { outputFiles } = await build({
		entryPoints: [join(PAGES, 'react.jsx')], bundle: true, minify: true, format: 'esm', jsx: 'automatic', write: false,
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	const status = (ids) => ids.map((id) => ({
		id, title: `Product ${id}`, status: id === GREY && ids.length > 1 ? 'unknown' : 'synced', reason: null, fields: [], dolibarr_id: id + 10_000,
		dolibarr_url: `https://erp.example/product/card.php?id=${id + 10_000}`, checked_at: '2026-01-02T00:00:00Z', last_known: null, problem: null, next_try: null,
	}));
	const server = createServer(async ({ url }, response) => {
		const { pathname, searchParams } = new URL(url, 'http://localhost');
		// Isolated from other origins: that makes the browser's clock fine enough.
		const send = (type, body) => response.writeHead(200, {
			'Content-Type': type, 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp',
		}).end(body);
		if (pathname === '/rest/products/status') {
			return send('application/json', JSON.stringify({ products: status(searchParams.get('ids').split(',').map(Number)) }));
		}
		if (pathname === '/react.js') return send(TYPES['.js'], outputFiles[0].contents);
		const file = pathname.startsWith('/panel/list/') ? join(panel, folder, pathname.slice(12))
			: pathname.startsWith('/panel/') ? join(panel, pathname.slice(7))
				: join(PAGES, pathname === '/' ? 'index.html' : pathname);
		try {
			send(TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file));
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

/** Opens the page in a browser that has loaded nothing yet. */
async function open(browser, server, rows, kind) {
	const context = await browser.newContext();
	const page = await context.newPage();
	page.on('pageerror', (error) => console.error(kind, error));
	await page.goto(`http://127.0.0.1:${server.address().port}/?rows=${rows}&with=${kind}`);
	const ready = await page.evaluate(async () => (await window.ready) - window.began);
	return { context, page, ready };
}

async function start(browser, server, rows, kind) {
	const { context, ready } = await open(browser, server, rows, kind);
	await context.close();
	return { ready };
}

/** Megabytes of scripts and wasm, once what nobody needs is thrown away. The nodes are the same in every way. */
async function memory(page, client) {
	await client.send('HeapProfiler.collectGarbage');
	const { usedSize } = await client.send('Runtime.getHeapUsage');
	const wasm = await page.evaluate(() => window.wasmMemory?.buffer.byteLength ?? 0);
	return (usedSize + wasm) / 1e6;
}

/** Presses the grey row's button among 999, and waits until its answer is drawn. */
async function update(browser, server, kind) {
	const { context, page } = await open(browser, server, 999, kind);
	const client = await context.newCDPSession(page);
	const megabytes = await memory(page, client);
	await client.send('Performance.enable');
	const script = async () =>
		(await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
	const press = () => page.evaluate((id) => new Promise((resolve) => {
		const cell = document.querySelector(`[data-product="${id}"]`);
		let outside = 0;
		const watch = new MutationObserver((records) => {
			outside += records.filter(({ target }) => !cell.contains(target)).length;
			if (cell.querySelector('.dolisync-status--synced:not(.dolisync-status--checking)')) {
				// Whatever else would still change.
				setTimeout(() => (watch.disconnect(), resolve(outside)), 50);
			}
		});
		watch.observe(document.querySelector('table'), { subtree: true, childList: true, attributes: true, characterData: true });
		cell.querySelector('button').click();
	}), GREY);
	const before = await script();
	const outside = await press();
	const took = (await script()) - before;
	await context.close();
	return { script: took, outside, megabytes };
}

async function empty(browser, server) {
	const { context, page } = await open(browser, server, 999, 'nothing');
	const megabytes = await memory(page, await context.newCDPSession(page));
	await context.close();
	return megabytes;
}

/**
 * Each of `panel`, `vanilla` and `react`: `start`, milliseconds until 50 rows are up to date; `script`, milliseconds of
 * one update; `outside`, how often a node outside its row changed; `megabytes` more than the same page with nothing on it.
 */
export async function cells(browser, panel, runs) {
	const server = await serve(panel);
	try {
		const result = {};
		const without = await empty(browser, server);
		for (const kind of ['panel', 'vanilla', 'react']) {
			const { ready } = await medians(runs, () => start(browser, server, 50, kind));
			const updated = await medians(runs, () => update(browser, server, kind));
			result[kind] = { start: ready, ...updated, megabytes: updated.megabytes - without };
		}
		return result;
	} finally {
		server.close();
	}
}
