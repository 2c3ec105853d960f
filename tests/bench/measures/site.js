/** The product list and its dialog in WordPress, beside a Dolibarr with 5,000 products that takes its time. */
import { medians } from '../report.js';

const LIST = '/wp-admin/edit.php?post_type=wps-product';
/** What a real Dolibarr took for a list of a hundred products, in milliseconds. */
const LIST_OF_100 = 74;
const isOurs = (url) => decodeURIComponent(url).includes('/dolisync/v1/');

async function logIn(browser, site) {
	const context = await browser.newContext({ baseURL: site });
	const page = await context.newPage();
	await page.goto('/wp-login.php');
	await page.evaluate(() => {
		document.querySelector('#user_login').value = 'admin';
		document.querySelector('#user_pass').value = 'password';
	});
	await page.locator('#wp-submit').click();
	await page.waitForURL('**/wp-admin/**');
	const state = await context.storageState();
	await context.close();
	return state;
}

/** The stand-in waits before each list of products, so that with what it needs itself it takes as long as a real one. */
async function takeAsLongAsReal(dolibarr) {
	const filter = encodeURIComponent("(t.ref:like:'%ART%') or (t.label:like:'%a%')");
	const { list } = await medians(5, async () => {
		const begin = performance.now();
		const answer = await fetch(`${dolibarr}/api/index.php/products?sortfield=t.label&limit=100&sqlfilters=${filter}`, { headers: { DOLAPIKEY: 'admin-key' } });
		if ((await answer.json()).length !== 100) throw new Error('The stand-in has no hundred products.');
		return { list: performance.now() - begin };
	});
	await fetch(`${dolibarr}/_control/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ faults: [{ kind: 'latency', method: 'GET', path: '/products', ms: Math.max(0, Math.round(LIST_OF_100 - list)) }] }),
	});
}

/** The time from DOMContentLoaded until the panel has mounted the page's cells. */
const watchStart = () => {
	let contentLoaded;
	addEventListener('DOMContentLoaded', () => {
		contentLoaded = performance.now();
	});
	Object.defineProperty(window, 'dolisyncPanel', {
		set() {
			window.benchInteractive = performance.now() - contentLoaded;
		},
	});
};

/** How long a click or a key takes until the options of the dialog are others. */
const timed = async (page, act) =>
	page.evaluate(async (act) => {
		const dialog = document.querySelector('#dolisync-overlay dialog');
		const shown = () => [...dialog.querySelectorAll('[role=option]')].map((it) => it.dataset.dolibarr).join();
		const before = shown();
		const box = () => dialog.querySelector('[role=combobox]');
		const begin = performance.now();
		if ('press' in act) {
			document.querySelector(`[data-product="${act.press}"] button`).click();
		} else {
			box().value = act.type;
			box().dispatchEvent(new Event('input', { bubbles: true }));
		}
		return new Promise((resolve) => {
			const look = () => {
				if (shown() !== before && shown() !== '' && dialog.querySelector('[role=listbox]')?.getAttribute('aria-busy') !== 'true') {
					watch.disconnect();
					resolve(performance.now() - begin);
				}
			};
			const watch = new MutationObserver(look);
			watch.observe(dialog, { subtree: true, childList: true, attributes: true, characterData: true });
			look();
		});
	}, act);

/**
 * @param shop what shop.php printed
 * @param dolibarr the stand-in's address
 */
export async function site(browser, address, dolibarr, shop, runs) {
	await takeAsLongAsReal(dolibarr);
	const storageState = await logIn(browser, address);
	const calls = async () => (await fetch(`${dolibarr}/_control/calls`)).json();
	const forget = () => fetch(`${dolibarr}/_control/calls`, { method: 'DELETE' });
	const open = async (path) => {
		const context = await browser.newContext({ baseURL: address, storageState });
		const page = await context.newPage();
		const requests = [];
		page.on('request', (request) => isOurs(request.url()) && requests.push(request.url()));
		await page.addInitScript(watchStart);
		await page.goto(path);
		await page.waitForLoadState('networkidle');
		return { context, page, requests };
	};
	const cost = async (path) => {
		const context = await browser.newContext({ baseURL: address, storageState });
		const html = await (await context.request.get(path)).text();
		await context.close();
		return { ...JSON.parse(html.match(/<!-- cost (.*) -->/)[1]), statuses: html.split('dolisync-status__words').length - 1 };
	};
	const rest = (page, route) => page.evaluate(async (route) => {
		const boot = window.dolisyncBoot;
		const path = boot.rest_root.includes('?') ? route.replace('?', '&') : route;
		const answer = await fetch(boot.rest_root + path, { headers: { 'X-WP-Nonce': boot.nonce } });
		return { cost: JSON.parse(answer.headers.get('Dolisync-Cost')), body: await answer.json() };
	}, route);

	const result = {};
	// The list of 100 rows.
	result.list = await medians(runs, async () => {
		await forget();
		const { context, page, requests } = await open(LIST);
		const measured = {
			rows: await page.locator('[data-dolisync=cell]').count(),
			wordpress: requests.length,
			dolibarr: (await calls()).length,
			interactive: await page.evaluate(() => window.benchInteractive),
		};
		await context.close();
		return measured;
	});
	await cost(LIST);
	result.page = await medians(runs, () => cost(LIST));
	result.plain = await medians(runs, () => cost(`${LIST}&without_dolisync=1`));

	// The status of 200 products, and the naïve way: one request each.
	const { context, page } = await open(LIST);
	result.status = await medians(runs, async () => {
		const { cost } = await rest(page, `products/status?ids=${shop.ids.join(',')}`);
		return { ...cost, besides: cost.route_ms - cost.dolibarr_ms };
	});
	await forget();
	result.each = { begin: performance.now() };
	await page.evaluate(async (ids) => {
		const boot = window.dolisyncBoot;
		await Promise.all(ids.map((id) => fetch(`${boot.rest_root}products/status${boot.rest_root.includes('?') ? '&' : '?'}ids=${id}`, { headers: { 'X-WP-Nonce': boot.nonce } })));
	}, shop.ids.slice(0, 100));
	result.each = { milliseconds: performance.now() - result.each.begin, wordpress: 100, dolibarr: (await calls()).length };

	// Everything downloaded, as a dialog would need that searches by itself.
	const begin = performance.now();
	let after = 0;
	result.all = { requests: 0 };
	do {
		const { body } = await rest(page, `dolibarr/products?search=&page=${after}`);
		result.all.requests++;
		after = body.has_more ? after + 1 : null;
		// A tenth is enough to know the rest.
	} while (after !== null && after < 25);
	result.all.milliseconds = (performance.now() - begin) * (after === null ? 1 : 5000 / 20 / 25);
	await context.close();

	// The dialog.
	result.modal = await medians(runs, async () => {
		const { context, page } = await open(`${LIST}&dolisync_status=unlinked`);
		await page.locator(`[data-product="${shop.product}"] button`).hover();
		await page.waitForTimeout(300);
		const opened = await timed(page, { press: shop.product });
		const free = await page.locator(`[role=option][data-dolibarr="${shop.dolibarr}"]:not([aria-disabled=true])`).count();
		// Somebody who thinks between two keys; carafes, and by the last letter notebooks.
		const type = async (text) => {
			await page.waitForTimeout(300);
			return timed(page, { type: text });
		};
		const network = [await type('Cara'), await type('Carn')];
		const known = await type('Cara');
		await context.close();
		return { opened, free, network: Math.max(...network), memory: known };
	});
	return result;
}
