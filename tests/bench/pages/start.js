/**
 * The page of the comparison: so many rows as PHP prints them, and what shows them: the panel, the same in plain
 * JavaScript, the same with React, or nothing. `?rows=50&with=panel|vanilla|react|nothing`
 */
/** As WordPress's own script has them, without a catalogue. */
window.wp = { i18n: { __: (text) => text, _x: (text) => text, _n: (one, many, number) => (number === 1 ? one : many) } };

const asked = new URLSearchParams(location.search);

/** As the real page's head does, for all of them alike: what is needed is fetched while the page is read. */
function preload(href, rel = 'modulepreload') {
	const link = document.createElement('link');
	Object.assign(link, { rel, href });
	if (rel === 'preload') {
		Object.assign(link, { as: 'fetch', type: 'application/wasm', crossOrigin: '' });
	}
	document.head.append(link);
}
if (asked.get('with') === 'panel') {
	preload('/panel/list/panel.js');
	preload('/panel/list/__wasm_split.js');
	preload('/panel/list/panel_bg.wasm', 'preload');
} else if (asked.get('with') !== 'nothing') {
	preload(`/${asked.get('with')}.js`);
	if (asked.get('with') === 'vanilla') preload('/words.js');
}

/** A row as the server tells it. */
function row(id, status) {
	return {
		id, title: `Product ${id}`, status, reason: status === 'out_of_sync' ? 'differs' : null, fields: [], dolibarr_id: id + 10_000,
		dolibarr_url: `https://erp.example/product/card.php?id=${id + 10_000}`, checked_at: '2026-01-01T00:00:00Z', last_known: null, problem: null, next_try: null,
	};
}

/** What PHP prints: a cell with its data, whose status is that of the last check. */
function print(rows) {
	const body = document.querySelector('tbody');
	for (let id = 1; id <= rows; id++) {
		const line = body.insertRow();
		line.insertCell().textContent = `Product ${id}`;
		const cell = document.createElement('div');
		cell.className = 'dolisync-cell';
		cell.dataset.dolisync = 'cell';
		cell.dataset.product = id;
		cell.dataset.row = JSON.stringify(row(id, 'out_of_sync'));
		line.insertCell().append(cell);
	}
}

/** Resolves when every cell shows what the server answered: from then on the page is up to date and takes clicks. */
function upToDate(rows) {
	return new Promise((resolve) => {
		const look = () => document.querySelectorAll('.dolisync-status--synced, .dolisync-status--unknown').length === rows
			&& document.querySelectorAll('.dolisync-status--checking').length === 0
			&& (watch.disconnect(), resolve(performance.now()));
		const watch = new MutationObserver(look);
		watch.observe(document.body, { subtree: true, childList: true, attributes: true });
	});
}

addEventListener('DOMContentLoaded', async () => {
	const rows = Number(asked.get('rows'));
	print(rows);
	// Everything before is the same for all of them.
	window.began = performance.now();
	window.ready = asked.get('with') === 'nothing' ? 0 : upToDate(rows);
	switch (asked.get('with')) {
		case 'panel': {
			const panel = await import('/panel/list/panel.js');
			const wasm = await panel.default();
			window.wasmMemory = wasm.memory;
			panel.start({
				rest_root: '/rest/', nonce: 'n', nonce_url: '/nonce', settings_url: '/', row_url: '/?', login_url: '/',
				locale: 'en-US', currency: 'EUR', time_zone: 'UTC', configured: true,
			});
			break;
		}
		case 'vanilla':
		case 'react':
			await import(`/${asked.get('with')}.js`);
	}
});
