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

	'GET overview': 'overview',
	'GET mass-sync/runs/current': 'current-none',
	'GET mass-sync/runs/7/records': 'records-none',
	'GET mass-sync/runs/7/records?kind=skipped&after=0&limit=50': 'records-skipped',
	'GET mass-sync/runs/7/records?kind=not_undone&after=0&limit=50': 'records-not-undone',
	'GET mass-sync/runs/7/records?kind=failed&after=0&limit=50': 'records-failed',
	'GET mass-sync/runs/7/records?kind=overwritten&after=0&limit=50': 'records-overwritten',
	'GET mass-sync/runs/7/records?kind=overwritten&after=13&limit=50': 'records-overwritten-next',
	'GET products/unlinked?side=wpshop&after=0': 'unlinked-catalogue-wpshop',
	'GET products/unlinked?side=dolibarr&after=0': 'unlinked-catalogue-dolibarr',
	'POST products/create-many': 'created-each-its-own',
	'POST links/bulk': 'linked-catalogue',
};

/** A recorded run as it is asked for, and as it answers work. */
export const current = (name) => ({ name, as: (run) => ({ run }) });
export const worked = (name) => ({ name, as: (run) => ({ run, did: 0 }) });

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
		const { pathname, search } = new URL(request.url);
		const path = pathname.slice(new URL(rest).pathname.length);
		// As WordPress answers somebody who is not logged in.
		if (path === 'nonce') return new Response('0', { status: 400 });
		const method = request.headers.get('X-HTTP-Method-Override') ?? request.method;
		const told = answers[`${method} ${path}${search}`] ?? answers[`${method} ${path}`];
		const { name, as } = told?.name ? told : { name: told };
		if (name === never) return aborted(request.signal);
		if (!name) return Response.json({ code: 'rest_no_route', message: `No recorded answer: ${path}`, data: { status: 404 } }, { status: 404 });
		const recorded = await (await realFetch(new URL(`../answers/${name}.json`, import.meta.url))).json();
		const answer = as ? as(recorded) : recorded;
		return Response.json(answer, { status: recorded.data?.status ?? 200 });
	};
}

function aborted(signal) {
	return new Promise((_, fail) => {
		signal.addEventListener('abort', () => fail(signal.reason));
	});
}
