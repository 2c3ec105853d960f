/** The cells with React: a component a cell, one state each, so that a change draws one of them. */
import { memo, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { buttonWords, reason, statusWords } from './words.js';

/** Product → how its cell is told something. */
const tell = new Map();

const Cell = memo(function Cell({ first }) {
	const [{ row, busy }, set] = useState({ row: first, busy: true });
	useEffect(() => {
		tell.set(first.id, set);
	}, [first.id]);
	const why = reason(row);
	return (
		<>
			<span className="dolisync-ids">
				<span className="dolisync-id">#WP : {row.id}</span>{' '}
				<a className="dolisync-id" href={row.dolibarr_url} target="_blank">#Doli : {row.dolibarr_id}</a>
			</span>
			<button type="button" className="button dolisync-button" aria-haspopup="dialog" aria-label={`${buttonWords(row)}: ${row.title}`} aria-busy={busy || undefined}
				onClick={() => row.status === 'unknown' && check([row.id])}>
				{buttonWords(row)}
			</button>
			<span className={`dolisync-status dolisync-status--${row.status}${busy ? ' dolisync-status--checking' : ''}`} title={why}>
				<span className="dolisync-status__dot" />
				<span className="dolisync-status__words">{statusWords(row)}</span>
				<span className="screen-reader-text">{why}</span>
			</span>
		</>
	);
});

async function check(ids) {
	for (const id of ids) tell.get(id)?.(({ row }) => ({ row, busy: true }));
	for (let from = 0; from < ids.length; from += 200) {
		const some = ids.slice(from, from + 200);
		const answer = await fetch(`/rest/products/status?ids=${some.join(',')}`, { headers: { 'X-WP-Nonce': 'n' } });
		for (const row of (await answer.json()).products) tell.get(row.id)({ row, busy: false });
	}
}

const places = [...document.querySelectorAll('[data-dolisync=cell]')];
const rows = places.map((place) => JSON.parse(place.dataset.row));

function Cells() {
	useEffect(() => {
		check(rows.map(({ id }) => id));
	}, []);
	return places.map((place, at) => createPortal(<Cell first={rows[at]} />, place, rows[at].id));
}

createRoot(document.querySelector('[data-dolisync=overlay]')).render(<Cells />);
