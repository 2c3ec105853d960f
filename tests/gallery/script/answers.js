/** Recorded answers in place of WordPress's REST API. */

/** Where the panel believes the REST API to be. */
export const rest = new URL('/gallery-rest/', location.href).href;

/** `METHOD path` → what is answered unless a state says otherwise. */
const usual = {
	'GET products/status': 'statuses',
	'GET products/58/candidates': 'likeliest',
	'GET products/59/candidates': 'likeliest-none',
	'GET dolibarr/products': 'search',
	'GET products/51/comparison': 'comparison-synced',
	'GET products/52/comparison': 'comparison-everything-differs',
	'GET products/54/comparison': 'comparison-moved',
	'GET products/56/comparison': 'comparison-conflict',
	'GET products/57/comparison': 'error-gone',
	'GET products/58/comparison': 'comparison-unlinked',
	'GET journal': 'journal',
	'POST products/54/sync': 'outcome-refused',
	'POST products/56/sync': 'outcome-synchronized',
	'POST products/58/link': 'outcome-associated',
	'POST products/58/create': 'error-possible-duplicates',
	'POST products/59/create': 'outcome-created',
	'POST products/57/recreate': 'outcome-recreated',
	'POST products/57/trash': 'trashed',
	'DELETE products/51/link': 'outcome-dissociated',
	'POST journal/12/undo': 'outcome-restored',
};

/** Instead of an answer: none ever comes. */
export const never = Symbol('never');

/**
 * A `fetch` that answers requests to the REST API from `answers/NAME.json` and lets others pass.
 * An error's HTTP status is the one in its own `data`.
 */
export function fakeFetch(special, realFetch) {
	const answers = { ...usual, ...special };
	return async (input, options) => {
		const request = new Request(input, options);
		if (!request.url.startsWith(rest)) return realFetch(input, options);
		const path = new URL(request.url).pathname.slice(new URL(rest).pathname.length);
		// As WordPress answers somebody who is not logged in.
		if (path === 'nonce') return new Response('0', { status: 400 });
		const method = request.headers.get('X-HTTP-Method-Override') ?? request.method;
		const name = answers[`${method} ${path}`];
		if (name === never) return aborted(request.signal);
		if (!name) return Response.json({ code: 'rest_no_route', message: `No recorded answer: ${path}`, data: { status: 404 } }, { status: 404 });
		const text = await (await realFetch(new URL(`../answers/${name}.json`, import.meta.url))).text();
		return new Response(text, { status: JSON.parse(text).data?.status ?? 200, headers: { 'Content-Type': 'application/json' } });
	};
}

function aborted(signal) {
	return new Promise((_, fail) => {
		signal.addEventListener('abort', () => fail(signal.reason));
	});
}
