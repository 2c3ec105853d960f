/**
 * Shows the panel in one state (`?show=NAME`) over recorded answers: `fetch` is replaced before
 * the panel starts, so that it is the shipped panel and its own `start` that one sees.
 * Under Trunk the panel comes from there; served as files, it is the one that `./dev build` made.
 */
import { rest, fakeFetch } from './answers.js';
import { act } from './steps.js';
import { states } from './states.js';

const here = new URL(location.href);
const name = here.searchParams.get('show') ?? 'list';
const state = states[name];
if (!state) throw new Error(`no state is called ${name}`);

const boot = {
	rest_root: rest,
	nonce: 'gallery',
	nonce_url: `${rest}nonce`,
	settings_url: '#settings',
	row_url: '#row-',
	login_url: '#login',
	locale: here.searchParams.get('locale') ?? 'en-US',
	currency: 'EUR',
	time_zone: 'UTC',
	configured: state.configured ?? true,
	version: 'gallery',
};

document.title = `DoliSync: ${state.title}`;
document.documentElement.dir = here.searchParams.get('dir') ?? 'ltr';
for (const [other, { title }] of Object.entries(states)) {
	const link = document.createElement('a');
	link.href = `?show=${other}`;
	link.textContent = title;
	if (other === name) link.setAttribute('aria-current', 'page');
	const item = document.createElement('li');
	item.append(link);
	document.querySelector('.gallery-states').append(item);
}

if (state.at) printDashboard();
else await printList();

window.fetch = fakeFetch(state.answers ?? {}, window.fetch.bind(window));
const panel = await loadPanel();
panel.start(boot);
await act(state.steps ?? []);
document.documentElement.dataset.gallery = 'ready';

/** The list of products, as PHP prints it. */
async function printList() {
	const { products } = await (await fetch(new URL('../answers/statuses.json', import.meta.url))).json();
	const body = document.querySelector('tbody');
	for (const product of products) {
		const row = body.insertRow();
		const title = document.createElement('th');
		title.scope = 'row';
		title.textContent = product.title;
		const cell = document.createElement('div');
		cell.className = 'dolisync-cell';
		cell.dataset.dolisync = 'cell';
		cell.dataset.product = product.id;
		cell.dataset.row = JSON.stringify(product);
		row.append(title);
		row.insertCell().append(cell);
	}
}

/** The dashboard's place, opened at one of its parts. */
function printDashboard() {
	document.querySelector('h1').textContent = 'DoliSync';
	const place = document.createElement('div');
	place.id = 'dolisync-dashboard';
	place.dataset.dolisync = 'dashboard';
	document.querySelector('.wp-list-table').replaceWith(place);
	history.replaceState(null, '', state.at);
}

async function loadPanel() {
	// Trunk replaces its own links; where they are still there, nobody built this page.
	const links = document.querySelectorAll('link[data-trunk][rel="css"]');
	if (links.length === 0) {
		if (!window.wasmBindings) {
			await new Promise((started) => addEventListener('TrunkApplicationStarted', started, { once: true }));
		}
		return window.wasmBindings;
	}
	for (const link of links) {
		const sheet = document.createElement('link');
		sheet.rel = 'stylesheet';
		// As they are shipped: each in one piece.
		sheet.href = link.href.replace('/style/', '/wp-plugin/assets/panel/');
		const loaded = new Promise((done) => sheet.addEventListener('load', done));
		document.head.append(sheet);
		await loaded;
	}
	const built = '../../../wp-plugin/assets/panel/';
	const folders = await (await fetch(new URL(`${built}panels.json`, import.meta.url))).json();
	const panel = await import(`${built}${folders[state.at ? 'dashboard' : 'list']}/panel.js`);
	await panel.default();
	return panel;
}
