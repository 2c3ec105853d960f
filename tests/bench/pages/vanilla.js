/** The cells in plain JavaScript: what a careful person would write without a library. */
import { buttonWords, reason, statusWords } from './words.js';

const cells = new Map();

function mount(place) {
	const row = JSON.parse(place.dataset.row);
	place.textContent = '';
	const ids = document.createElement('span');
	ids.className = 'dolisync-ids';
	const own = document.createElement('span');
	own.className = 'dolisync-id';
	own.textContent = `#WP : ${row.id}`;
	const link = document.createElement('a');
	link.className = 'dolisync-id';
	link.target = '_blank';
	ids.append(own, ' ', link);
	const button = document.createElement('button');
	button.ariaHasPopup = 'dialog';
	button.type = 'button';
	button.className = 'button dolisync-button';
	button.addEventListener('click', () => cells.get(row.id).row.status === 'unknown' && check([row.id]));
	const status = document.createElement('span');
	const dot = document.createElement('span');
	dot.className = 'dolisync-status__dot';
	const words = document.createElement('span');
	words.className = 'dolisync-status__words';
	const read = document.createElement('span');
	read.className = 'screen-reader-text';
	status.append(dot, words, read);
	place.append(ids, button, status);
	cells.set(row.id, { row, link, button, status, words, read });
	show(row, false);
}

function show(row, busy) {
	const cell = cells.get(row.id);
	cell.row = row;
	cell.link.href = row.dolibarr_url;
	cell.link.textContent = `#Doli : ${row.dolibarr_id}`;
	cell.button.textContent = buttonWords(row);
	cell.button.setAttribute('aria-label', `${buttonWords(row)}: ${row.title}`);
	cell.button.toggleAttribute('aria-busy', busy);
	cell.status.className = `dolisync-status dolisync-status--${row.status}${busy ? ' dolisync-status--checking' : ''}`;
	cell.words.textContent = statusWords(row);
	cell.status.title = cell.read.textContent = reason(row);
}

async function check(ids) {
	for (const id of ids) show(cells.get(id).row, true);
	for (let from = 0; from < ids.length; from += 200) {
		const some = ids.slice(from, from + 200);
		const answer = await fetch(`/rest/products/status?ids=${some.join(',')}`, { headers: { 'X-WP-Nonce': 'n' } });
		for (const row of (await answer.json()).products) show(row, false);
	}
}

const places = document.querySelectorAll('[data-dolisync=cell]');
places.forEach(mount);
check([...cells.keys()]);
